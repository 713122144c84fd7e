package dev.frontdesk.metrics;

import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Times how sidebands are dialled, with all tries, and how that ended. */
final class SidebandMeters implements Sidebands {
  private enum Result {
    ATTACHED,
    GONE,
    FAILED
  }

  private final Sidebands timed;
  private final Map<Result, Timer> attach;
  private final Map<Result, Timer> probe;
  private final Map<Result, Timer> beside;

  SidebandMeters(Sidebands timed, MeterRegistry registry) {
    this.timed = timed;
    this.attach = timers(registry, "attach");
    this.probe = timers(registry, "probe");
    this.beside = timers(registry, "beside");
  }

  private static Map<Result, Timer> timers(MeterRegistry registry, String action) {
    var byResult = new EnumMap<Result, Timer>(Result.class);
    for (Result result : Result.values()) {
      byResult.put(
          result,
          Buckets.timer(
              registry,
              "frontdesk.sideband.connect",
              "Dialling the control socket of a call: attach after accept, probe after it dropped, "
                  + "beside another node's.",
              Buckets.REQUEST,
              "action",
              action,
              "result",
              Word.of(result)));
    }
    return byResult;
  }

  @Override
  public Future<Sideband> attach(Target target) {
    long begun = System.nanoTime();
    return timed.attach(target).onSuccess(dialled -> record(attach, dialled, begun));
  }

  @Override
  public Future<Sideband> probe(Target target) {
    long begun = System.nanoTime();
    return timed.probe(target).onSuccess(dialled -> record(probe, dialled, begun));
  }

  @Override
  public Future<Sideband> beside(Target target) {
    long begun = System.nanoTime();
    return timed.beside(target).onSuccess(dialled -> record(beside, dialled, begun));
  }

  private static void record(Map<Result, Timer> timers, Sideband dialled, long begun) {
    Result result = dialled instanceof Sideband.Attached
        ? Result.ATTACHED
        : dialled instanceof Sideband.Gone ? Result.GONE : Result.FAILED;
    Objects.requireNonNull(timers.get(result))
        .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
  }
}
