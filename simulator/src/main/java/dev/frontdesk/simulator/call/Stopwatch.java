package dev.frontdesk.simulator.call;

import dev.frontdesk.simulator.report.CallReport.Timings;
import org.jspecify.annotations.Nullable;

/** Keeps the first time of each stage of a call. */
final class Stopwatch {
  private static final double NANOS_PER_MS = 1e6;

  private long announced;
  private long acknowledged;
  private long accepted;
  private long attached;
  private long greeted;
  private long ended;

  void start() {
    announced = System.nanoTime();
  }

  void acknowledged() {
    acknowledged = first(acknowledged);
  }

  void accepted() {
    accepted = first(accepted);
  }

  void attached() {
    attached = first(attached);
  }

  void greeted() {
    greeted = first(greeted);
  }

  void stop() {
    ended = first(ended);
  }

  Timings timings() {
    return new Timings(
        between(announced, acknowledged),
        between(announced, accepted),
        between(accepted, attached),
        between(attached, greeted),
        between(announced, ended));
  }

  private static long first(long known) {
    return known != 0 ? known : System.nanoTime();
  }

  private static @Nullable Double between(long from, long to) {
    return from == 0 || to == 0 ? null : Double.valueOf((to - from) / NANOS_PER_MS);
  }
}
