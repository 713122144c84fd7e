package dev.frontdesk.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.CallId;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.util.UUID;

/**
 * The identities of a call's trace follow from the call's id. So whatever names the call carries the context of the trace: every message
 * on the bus, the claim, the replicated call. Nothing has to be handed on, and after a takeover the trace goes on at the other node.
 */
final class TraceIds {
  private static final double TWO_TO_56 = 0x1p56;
  private static final long LAST_56_BITS = (1L << 56) - 1;

  private TraceIds() {}

  /** The call's id without its dashes: whoever has the one finds the other. */
  static String trace(CallId call) {
    return TraceId.fromLongs(
        call.value().getMostSignificantBits(), call.value().getLeastSignificantBits());
  }

  /** Of the whole call. */
  static String root(CallId call) {
    return span(call, "call");
  }

  /** @param key what the span is of, the same on every node */
  static String span(CallId call, String key) {
    long hash =
        UUID.nameUUIDFromBytes((call + "/" + key).getBytes(UTF_8)).getLeastSignificantBits();
    return SpanId.fromLong(hash);
  }

  /**
   * Every node decides alike, by the bits that W3C Trace Context Level 2 has to be random; those of a version 4 UUID are.
   *
   * @param share of the calls that are traced, 0 to 1
   */
  static boolean isSampled(CallId call, double share) {
    return (call.value().getLeastSignificantBits() & LAST_56_BITS) < share * TWO_TO_56;
  }
}
