package dev.frontdesk.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;

/** Timers with the bounds that our objectives are judged by. */
final class Buckets {
  /** Until the phone is answered: the objective is 2 s. */
  static final Duration[] ANSWER = millis(100, 250, 500, 1_000, 2_000, 3_000, 5_000, 8_000, 15_000);

  /** Of one request or one tool: the objective of a tool is 2 s. */
  static final Duration[] REQUEST = millis(25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000);

  /** From the fence of a lost call until it is driven again: the objective is 3 s. */
  static final Duration[] TAKEOVER = millis(100, 250, 500, 1_000, 2_000, 3_000, 5_000, 10_000);

  /** Of an event loop: 500 ms counts as blocked. */
  static final Duration[] LAG = millis(5, 10, 25, 50, 100, 250, 500, 1_000, 5_000);

  private Buckets() {}

  /** @param labels names and values by turns */
  static Timer timer(
      MeterRegistry registry, String name, String help, Duration[] bounds, String... labels) {
    return Timer.builder(name)
        .description(help)
        .tags(labels)
        .serviceLevelObjectives(bounds)
        .register(registry);
  }

  private static Duration[] millis(long... bounds) {
    return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }
}
