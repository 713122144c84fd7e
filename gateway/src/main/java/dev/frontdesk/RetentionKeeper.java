package dev.frontdesk;

import dev.frontdesk.store.Retention;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the database delete what is older than its tenant wants it kept, now and then; several nodes may. */
final class RetentionKeeper extends VerticleBase {
  static final Duration EVERY = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(RetentionKeeper.class);

  private final Retention retention;
  private final Duration every;
  private boolean running;

  RetentionKeeper(Retention retention, Duration every) {
    this.retention = retention;
    this.every = every;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(every.toMillis(), tick -> run());
    return Future.succeededFuture();
  }

  private void run() {
    if (running) {
      return;
    }
    running = true;
    retention
        .run()
        .onSuccess(deleted -> LOG.atInfo().log("kept long enough, deleted: {}", deleted))
        .onFailure(cause -> LOG.atWarn().log("retention not finished: {}", cause.getMessage()))
        .onComplete(done -> running = false);
  }
}
