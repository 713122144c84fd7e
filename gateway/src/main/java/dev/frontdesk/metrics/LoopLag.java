package dev.frontdesk.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;

/** Measures how late its event loop comes to a timer: whatever holds a loop up holds up its calls. One instance a loop. */
public final class LoopLag extends VerticleBase {
  private static final long EVERY_MS = 250;

  private final Timer lag;
  private long due;

  public LoopLag(MeterRegistry registry) {
    lag = Buckets.timer(
        registry, "frontdesk.event.loop.lag", "How late event loops come to a timer.", Buckets.LAG);
  }

  @Override
  public Future<?> start() {
    due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
    vertx.setTimer(EVERY_MS, this::fired);
    return Future.succeededFuture();
  }

  private void fired(Long timer) {
    lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
    due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
    vertx.setTimer(EVERY_MS, this::fired);
  }
}
