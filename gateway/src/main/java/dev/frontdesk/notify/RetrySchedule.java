package dev.frontdesk.notify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a delivery that failed is tried again: the schedule of the Standard Webhooks specification, ten attempts in a little over three days. */
final class RetrySchedule {
  private static final List<Duration> BEFORE_NEXT = List.of(
      Duration.ofSeconds(5),
      Duration.ofMinutes(5),
      Duration.ofMinutes(30),
      Duration.ofHours(2),
      Duration.ofHours(5),
      Duration.ofHours(10),
      Duration.ofHours(14),
      Duration.ofHours(20),
      Duration.ofHours(24));
  private static final double JITTER = 0.1;
  private static final Duration LONGEST_WISH = Duration.ofHours(24);

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param attempt that failed, from 1
   * @param wished by the receiver, at least; counts up to a day
   * @return how long to wait, up to a tenth longer than the schedule says; empty: that was the last
   */
  Optional<Duration> after(int attempt, Duration wished) {
    if (attempt > BEFORE_NEXT.size()) {
      return Optional.empty();
    }
    Duration planned = BEFORE_NEXT.get(Math.max(0, attempt - 1));
    Duration jittered =
        planned.plusMillis((long) (planned.toMillis() * JITTER * random.nextDouble()));
    Duration wish = wished.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wished;
    return Optional.of(wish.compareTo(jittered) > 0 ? wish : jittered);
  }
}
