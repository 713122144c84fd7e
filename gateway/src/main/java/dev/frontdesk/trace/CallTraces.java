package dev.frontdesk.trace;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.session.CallWatch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns the facts of calls into spans once they are known, each with the times it had. Only what is no caller's word, number or name
 * becomes an attribute.
 */
public final class CallTraces implements CallWatch, AutoCloseable {
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("frontdesk.outcome");
  private static final AttributeKey<String> TOOL = AttributeKey.stringKey("frontdesk.tool");
  private static final AttributeKey<String> CALL = AttributeKey.stringKey("frontdesk.call");
  private static final AttributeKey<String> TENANT = AttributeKey.stringKey("frontdesk.tenant");
  private static final Set<String> NOTES =
      Set.of("taken-over", "gap", "detached", "resumed", "provider-error", "stall", "barge-in");
  private static final Set<EndReason> TROUBLE = Set.of(
      EndReason.NOT_ACCEPTED,
      EndReason.NOT_ATTACHED,
      EndReason.PROVIDER_STALLED,
      EndReason.PROVIDER_LOST,
      EndReason.NODE_LOST);
  private static final long LAST_SPANS_MS = 3_000;

  private final double share;
  private final SdkTracerProvider provider;
  private final Spans spans;

  /**
   * @param processor takes finished spans, without blocking
   * @param resource tells whose spans they are
   * @param share of the calls that are traced, 0 to 1
   */
  public CallTraces(SpanProcessor processor, Resource resource, double share) {
    this.share = share;
    var ids = new DerivedIds();
    this.provider = SdkTracerProvider.builder()
        .setIdGenerator(ids)
        .setResource(resource)
        .addSpanProcessor(processor)
        .build();
    this.spans = new Spans(provider.get("dev.frontdesk"), ids);
  }

  @Override
  public void told(Call call, Origin origin, Fact fact, Instant at) {
    if (!TraceIds.isSampled(call.id(), share)) {
      return;
    }
    CallId id = call.id();
    if (fact instanceof Fact.Waterfall steps) {
      spans.part(id, "webhook", steps.receivedAt(), steps.claimedAt(), Attributes.empty());
      spans.part(id, "front-desk", steps.claimedAt(), steps.plannedAt(), Attributes.empty());
      spans.part(id, "accept", steps.acceptSentAt(), steps.acceptedAt(), Attributes.empty());
    } else if (fact instanceof Fact.Milestone milestone) {
      spans.part(id, milestone.step(), at.minusMillis(milestone.millis()), at, Attributes.empty());
    } else if (fact instanceof Fact.ToolDone done) {
      spans.tool(
          id, done.tool(), at.minusMillis(done.millis()), at, Attributes.of(TOOL, done.name()));
    } else if (fact instanceof Fact.TransferSeen seen) {
      spans.part(
          id, "transfer-report", at, at, Attributes.of(OUTCOME, seen.outcome().name()));
    } else if (fact instanceof Fact.Noted noted && NOTES.contains(noted.code())) {
      spans.part(id, noted.code(), at, at, Attributes.empty());
    } else if (fact instanceof Fact.Ended ended) {
      spans.whole(
          id, origin.receivedAt(), at, attributes(call, ended), TROUBLE.contains(ended.outcome()));
    }
  }

  @Override
  public @Nullable String traceparent(CallId call, String toolCall) {
    return TraceIds.isSampled(call, share)
        ? "00-" + TraceIds.trace(call) + "-" + TraceIds.span(call, toolCall) + "-01"
        : null;
  }

  /** Waits seconds at most until the last spans are sent. */
  @Override
  public void close() {
    provider.shutdown().join(LAST_SPANS_MS, TimeUnit.MILLISECONDS);
  }

  private static Attributes attributes(Call call, Fact.Ended ended) {
    var attributes = Attributes.builder()
        .put(CALL, call.id().toString())
        .put(OUTCOME, ended.outcome().name());
    if (call.plan() != null) {
      attributes.put(TENANT, call.plan().tenant().toString());
    }
    return attributes.build();
  }
}
