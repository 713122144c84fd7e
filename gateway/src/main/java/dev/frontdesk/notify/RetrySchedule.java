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
  private static final List<Duration> LIVE = List.of(
      Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(45));
  private static final double JITTER = 0.1;
  private static final int BELIEVED = 5;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WISH = Duration.ofHours(24);

  private final RandomGenerator random;

  RetrySchedule(RandomGenerator random) {
    this.random = random;
  }

  /** Of a call that is followed: what is late by minutes helps nobody. */
  Optional<Duration> live(int attempt) {
    return attempt > LIVE.size()
        ? Optional.empty()
        : Optional.of(LIVE.get(Math.max(0, attempt - 1)));
  }

  /**
   * After a service said when it takes more: it is believed a few times, before the schedule counts too.
   *
   * @param attempt that failed, from 1
   */
  Optional<Duration> throttled(int attempt, Duration wished) {
    if (attempt > BELIEVED) {
      return after(attempt - BELIEVED, wished);
    }
    Duration wish = wished.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wished;
    Duration least = wish.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wish;
    return Optional.of(least.plusMillis((long) (least.toMillis() * JITTER * random.nextDouble())));
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
