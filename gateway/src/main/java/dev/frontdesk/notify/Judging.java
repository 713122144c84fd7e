package dev.frontdesk.notify;

import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.store.OutboxStore.Delivery;
import dev.frontdesk.store.OutboxStore.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer means for a delivery: taken, later, never, or the channel is gone. */
final class Judging {
  private static final int LONGEST_ANSWER = 200;

  private final InstantSource clock;
  private final RetrySchedule schedule;

  Judging(InstantSource clock, RetrySchedule schedule) {
    this.clock = clock;
    this.schedule = schedule;
  }

  /**
   * @param answer proves it; shown to people
   * @param pause before more is sent; zero: none
   */
  static Outcome taken(int status, String answer, Duration pause, List<String> told) {
    return new Outcome(
        status, null, null, false, pause.isZero() ? null : pause, brief(answer), told);
  }

  /** There was something, and it was told with something else, or is gone. */
  static Outcome nothingToTell() {
    return new Outcome(null, null, null, false, null, "nothing more to tell", List.of());
  }

  /** Tried again by the schedule, or given up after its end. */
  Outcome later(Delivery delivery, @Nullable Integer status, String reason, List<String> told) {
    Duration again = (LiveText.KIND.equals(delivery.kind())
            ? schedule.live(delivery.attempt())
            : schedule.after(delivery.attempt(), Duration.ZERO))
        .orElse(null);
    return new Outcome(status, brief(reason), again, false, null, null, told);
  }

  /** The service takes no more for now; what else waits for the channel waits too. */
  Outcome throttled(Delivery delivery, int status, Duration wished) {
    boolean late =
        LiveText.KIND.equals(delivery.kind()) && delivery.attempt() > LiveText.MOST_ATTEMPTS;
    Duration again =
        late ? null : schedule.throttled(delivery.attempt(), wished).orElse(null);
    return new Outcome(status, "answered " + status, again, false, again, null, List.of());
  }

  /** It will never be taken: given up, and shown to whoever looks. */
  static Outcome hopeless(@Nullable Integer status, String reason, List<String> told) {
    return new Outcome(status, brief(reason), null, false, null, null, told);
  }

  /** Nothing will ever be taken there: given up, and the channel is disabled. */
  static Outcome gone(int status, String reason) {
    return new Outcome(status, brief(reason), null, true, null, null, List.of());
  }

  /** @param retryAfter the header of that name */
  Duration wished(@Nullable String retryAfter) {
    return RetryAfter.of(retryAfter, clock.instant());
  }

  /** What may be told of a failure: never an address or a secret. */
  static String reason(Throwable cause) {
    boolean ours = cause instanceof OutwardFailure || cause instanceof IllegalStateException;
    return ours ? String.valueOf(cause.getMessage()) : "it could not be sent";
  }

  private static String brief(String text) {
    String plain = Plain.line(text);
    return plain.length() <= LONGEST_ANSWER ? plain : plain.substring(0, LONGEST_ANSWER);
  }
}
