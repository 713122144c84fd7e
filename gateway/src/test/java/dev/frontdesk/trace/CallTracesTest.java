package dev.frontdesk.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallTracesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Call CALL =
      Call.claimed(CallId.of("0b6c2f4e-8f0e-4c3a-9d57-0123456789ab"), 1);
  private static final Origin ORIGIN = new Origin(
      new EndpointId(new UUID(0, 1)), "openai", "rtc_1", null, null, "", null, NOON, NOON, NOON);

  @Test
  void aCallThatChangesItsNodeIsOneTrace() {
    var lost = new Kept();
    var survivor = new Kept();
    try (var there = traces(lost, 1);
        var here = traces(survivor, 1)) {
      there.told(CALL, ORIGIN, waterfall(), NOON.plusMillis(300));
      there.told(CALL, ORIGIN, new Fact.Milestone("attached", 120), NOON.plusMillis(420));
      here.told(CALL, ORIGIN, new Fact.Noted("taken-over", "lost"), NOON.plusSeconds(5));
      here.told(CALL, ORIGIN, new Fact.Ended(EndReason.CALLER_HUNG_UP, ""), NOON.plusSeconds(9));
    }
    List<SpanData> all =
        Stream.concat(lost.spans.stream(), survivor.spans.stream()).toList();
    assertEquals(
        List.of("webhook", "front-desk", "accept", "attached", "taken-over", "call"),
        all.stream().map(SpanData::getName).toList());
    SpanData whole = all.get(5);
    assertEquals("0b6c2f4e8f0e4c3a9d570123456789ab", whole.getTraceId());
    assertEquals("0000000000000000", whole.getParentSpanId());
    assertEquals(9_000_000_000L, whole.getEndEpochNanos() - whole.getStartEpochNanos());
    assertTrue(all.stream().allMatch(span -> span.getTraceId().equals(whole.getTraceId())));
    assertTrue(
        all.stream().limit(5).allMatch(span -> span.getParentSpanId().equals(whole.getSpanId())));
  }

  @Test
  void aToolIsToldTheSpanItIsPartOf() {
    var kept = new Kept();
    try (var traces = traces(kept, 1)) {
      String told = traces.traceparent(CALL.id(), "fc_1");
      traces.told(CALL, ORIGIN, new Fact.ToolDone("fc_1", "book", "{}", 80), NOON);
      SpanData span = kept.spans.get(0);
      assertEquals("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01", told);
    }
  }

  @Test
  void whatACallerSaidAndWhoTheyAreIsNoPartOfATrace() {
    var kept = new Kept();
    try (var traces = traces(kept, 1)) {
      traces.told(CALL, ORIGIN, new Fact.Noted("provider-error", "planted: secret words"), NOON);
      traces.told(CALL, ORIGIN, new Fact.ToolDone("fc_1", "book", "{\"planted\":1}", 80), NOON);
      traces.told(CALL, ORIGIN, new Fact.Ended(EndReason.HANDED_OVER, "planted"), NOON);
    }
    assertEquals(3, kept.spans.size());
    assertTrue(kept.spans.stream().noneMatch(span -> span.toString().contains("planted")));
  }

  @Test
  void everyNodePicksTheSameCallsAndAboutTheShareAskedFor() {
    var random = new Random(7);
    long picked = Stream.generate(() -> uuid4(random))
        .limit(10_000)
        .filter(id -> TraceIds.isSampled(new CallId(id), 0.25))
        .count();
    assertTrue(picked > 2_300 && picked < 2_700, Long.toString(picked));
  }

  @Test
  void aCallThatIsNotPickedLeavesNothing() {
    var kept = new Kept();
    try (var traces = traces(kept, 0)) {
      traces.told(CALL, ORIGIN, waterfall(), NOON);
      assertNull(traces.traceparent(CALL.id(), "fc_1"));
    }
    assertEquals(List.of(), kept.spans);
  }

  private static CallTraces traces(Kept kept, double share) {
    return new CallTraces(kept, Resource.empty(), share);
  }

  private static Fact waterfall() {
    return new Fact.Waterfall(
        NOON,
        NOON.plusMillis(2),
        NOON.plusMillis(10),
        NOON.plusMillis(20),
        NOON.plusMillis(21),
        NOON.plusMillis(300));
  }

  private static UUID uuid4(Random random) {
    long most = (random.nextLong() & ~0xf000L) | 0x4000L;
    long least = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least);
  }

  /** Keeps what would be sent. */
  private static final class Kept implements SpanProcessor {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      spans.add(span.toSpanData());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
