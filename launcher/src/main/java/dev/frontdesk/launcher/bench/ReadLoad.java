package dev.frontdesk.launcher.bench;

import dev.frontdesk.simulator.load.Percentiles;
import dev.frontdesk.simulator.load.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** One GET, over and over. */
final class ReadLoad {
  private static final int AT_ONCE = 32;

  private final AdminCalls calls;
  private final int port;
  private final String path;
  private final Samples samples = new Samples();
  private int open;
  private long sent;

  ReadLoad(AdminCalls calls, int port, String path) {
    this.calls = calls;
    this.port = port;
    this.path = path;
  }

  /** As many as are answered, the next when one is; blocks. */
  Percentiles asFastAsPossible(Duration span) {
    Promise<Void> done = Promise.promise();
    calls.vertx().runOnContext(go -> {
      long deadline = System.nanoTime() + span.toNanos();
      Future.all(java.util.stream.IntStream.range(0, AT_ONCE)
              .mapToObj(each -> again(deadline))
              .toList())
          .<Void>mapEmpty()
          .onComplete(done);
    });
    done.future().await();
    return samples.percentiles();
  }

  private Future<Void> again(long deadline) {
    long begun = System.nanoTime();
    if (begun >= deadline) {
      return Future.succeededFuture();
    }
    return calls.get(port, path).compose(answer -> {
      samples.add(System.nanoTime() - begun);
      return again(deadline);
    });
  }

  /** At a fixed rate whatever becomes of them, each timed from when it was due; blocks. */
  Percentiles at(int perSecond, Duration span) {
    Promise<Void> done = Promise.promise();
    long total = perSecond * span.toMillis() / 1_000;
    long interval = Duration.ofSeconds(1).toNanos() / perSecond;
    calls.vertx().runOnContext(go -> {
      long begun = System.nanoTime();
      calls.vertx().setPeriodic(1, timer -> {
        while (sent < total && System.nanoTime() - begun >= sent * interval) {
          one(begun + sent * interval, done);
          sent++;
        }
        if (sent == total && open == 0) {
          calls.vertx().cancelTimer(timer);
          done.tryComplete();
        }
      });
    });
    done.future().await();
    return samples.percentiles();
  }

  private void one(long due, Promise<Void> done) {
    open++;
    calls
        .get(port, path)
        .onSuccess(answer -> samples.add(System.nanoTime() - due))
        .onFailure(done::tryFail)
        .onComplete(ended -> open--);
  }
}
