package dev.frontdesk.launcher.bench;

import dev.frontdesk.simulator.load.LoadOptions;
import dev.frontdesk.simulator.load.LoadReport;
import dev.frontdesk.simulator.load.Percentiles;
import dev.frontdesk.simulator.load.ProcessFigures;
import dev.frontdesk.simulator.load.SipLoad;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Warm-up, the measured wave, then many calls at once. Blocks. */
final class SipBench {
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration AMONG_MANY = Duration.ofSeconds(10);

  /** A full collection and a walk through the heap: longer with more in it. */
  private static final Duration COUNTING = Duration.ofSeconds(5);

  private static final Duration COUNTING_A_CALL = Duration.ofMillis(3);

  private final LoadOptions options;
  private final GatewayUnderTest gateway;
  private final int warm;
  private final int live;
  private final Consumer<String> progress;

  SipBench(
      LoadOptions options,
      GatewayUnderTest gateway,
      int warm,
      int live,
      Consumer<String> progress) {
    this.options = options;
    this.gateway = gateway;
    this.warm = warm;
    this.live = live;
    this.progress = progress;
  }

  BenchReport run() {
    var vertx = Vertx.vertx();
    try {
      if (warm > 0) {
        say("Warming up with", warm, options.hold());
        wave(vertx, options.playing(warm, options.rate(), options.hold()));
      }
      say("Measuring", options.calls(), options.hold());
      OptionalDouble before = databaseCpu();
      LoadReport report = wave(vertx, options);
      OptionalDouble after = databaseCpu();
      OptionalDouble databaseCpu = before.isPresent() && after.isPresent()
          ? OptionalDouble.of((after.getAsDouble() - before.getAsDouble()) / options.calls())
          : OptionalDouble.empty();
      return new BenchReport(
          report,
          warm,
          databaseCpu,
          live > 0 && gateway.pid() > 0 ? Optional.of(crowd(vertx)) : Optional.empty());
    } finally {
      vertx.close().await();
    }
  }

  private static LoadReport wave(Vertx vertx, LoadOptions options) {
    SipLoad load = SipLoad.open(vertx, options).await();
    try {
      return load.run().await();
    } finally {
      load.close().await();
    }
  }

  /** The heap is counted once without calls, and once while all of them are up; before that, how quickly they are served. */
  private BenchReport.Crowd crowd(Vertx vertx) {
    var ramp = Duration.ofMillis(Math.round(live / options.rate() * 1_000)).plus(SETTLE);
    var hold = ramp.plus(AMONG_MANY).plus(COUNTING).plus(COUNTING_A_CALL.multipliedBy(live));
    say("Live at once:", live, hold);
    long without = LiveHeap.bytes(gateway.pid());
    SipLoad load = SipLoad.open(
            vertx, options.playing(live, options.rate(), hold).withPid(0))
        .await();
    try {
      Future<Percentiles> tools = vertx
          .timer(ramp.toMillis(), TimeUnit.MILLISECONDS)
          .compose(up -> load.toolRoundTrip(AMONG_MANY));
      Future<Long> counted =
          tools.compose(due -> vertx.executeBlocking(() -> LiveHeap.bytes(gateway.pid())));
      LoadReport report = load.run().await();
      return new BenchReport.Crowd(report.peakLive(), without, counted.await(), tools.await());
    } finally {
      load.close().await();
    }
  }

  /** Milliseconds since its start; empty if its process cannot be seen. */
  private OptionalDouble databaseCpu() {
    return gateway.databasePid() == 0
        ? OptionalDouble.empty()
        : ProcessFigures.of(gateway.databasePid())
            .map(figures -> OptionalDouble.of((double) figures.cpuMs()))
            .orElse(OptionalDouble.empty());
  }

  private void say(String what, int calls, Duration hold) {
    double seconds = calls / options.rate() + hold.toMillis() / 1_000.0;
    progress.accept("%s %d calls, %.0f/s, %d s each: about %.0f s ..."
        .formatted(what, calls, options.rate(), hold.toSeconds(), seconds));
  }
}
