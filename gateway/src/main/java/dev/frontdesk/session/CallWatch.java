package dev.frontdesk.session;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks on while calls happen: figures and traces. Told on the event loop of the call, of calls on any of them at once. */
public interface CallWatch {
  CallWatch NONE = (call, origin, fact, at) -> {};

  /**
   * A fact is being written down.
   *
   * @param call as it is after what made the fact
   * @param at when it happened
   */
  void told(Call call, Origin origin, Fact fact, Instant at);

  /** The call goes on at another node. */
  default void left(CallId call) {}

  /** For the request of an HTTP tool, as W3C Trace Context has it; null: nothing is traced. */
  default @Nullable String traceparent(CallId call, String toolCall) {
    return null;
  }

  /** Both of them; the second one names the trace. */
  static CallWatch both(CallWatch first, CallWatch second) {
    return new Both(first, second);
  }

  /** Two that look on. */
  record Both(CallWatch first, CallWatch second) implements CallWatch {
    @Override
    public void told(Call call, Origin origin, Fact fact, Instant at) {
      first.told(call, origin, fact, at);
      second.told(call, origin, fact, at);
    }

    @Override
    public void left(CallId call) {
      first.left(call);
      second.left(call);
    }

    @Override
    public @Nullable String traceparent(CallId call, String toolCall) {
      return second.traceparent(call, toolCall);
    }
  }
}
