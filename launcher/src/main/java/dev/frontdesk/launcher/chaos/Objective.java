package dev.frontdesk.launcher.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a disturbance may cost at most, in seconds.
 *
 * @param what such as {@code noticed}
 * @param most of it
 */
record Objective(String what, ToDoubleFunction<ScenarioReport> measured, double most) {
  private static final Objective DEAD = new Objective("noticed", Objective::noticed, 1);
  private static final Objective SILENT = new Objective("noticed", Objective::noticed, 6);
  private static final Objective FROM_DEATH =
      new Objective("p99 from death", report -> report.takeovers().sinceStrike().p99() / 1_000, 3);
  private static final Objective FROM_DETECTION = new Objective(
      "p99 from detection", report -> report.takeovers().sinceDetection().p99() / 1_000, 3);
  private static final Objective LEFT = new Objective(
      "time to leave",
      report -> report.timeToLeave().map(left -> left.toMillis() / 1_000.0).orElse(0.0),
      15);

  /** By scenario. */
  static final Map<String, List<Objective>> OF = Map.of(
      "kill", List.of(DEAD, FROM_DEATH),
      "freeze", List.of(SILENT, FROM_DETECTION),
      "database-cut", List.of(SILENT, FROM_DETECTION),
      "rolling", List.of(LEFT));

  Optional<String> missed(ScenarioReport report) {
    double was = measured.applyAsDouble(report);
    return was <= most
        ? Optional.empty()
        : Optional.of(String.format(
            Locale.ROOT, "%s: missed: %s %.1f s, wanted %.0f s", report.name(), what, was, most));
  }

  private static double noticed(ScenarioReport report) {
    return report.noticed().toMillis() / 1_000.0;
  }
}
