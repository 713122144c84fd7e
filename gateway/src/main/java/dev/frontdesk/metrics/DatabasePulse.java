package dev.frontdesk.metrics;

import dev.frontdesk.store.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database every two seconds whether it is there; calls do not wait for the answer. */
public final class DatabasePulse extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(DatabasePulse.class);
  private static final long EVERY_MS = 2_000;
  private static final long LONGEST_MS = 2_000;

  private final Database database;
  private final Timer answers;
  private volatile boolean up;

  public DatabasePulse(Database database, MeterRegistry registry) {
    this.database = database;
    this.answers = Buckets.timer(
        registry,
        "frontdesk.database.ping",
        "How long the database takes to answer a ping.",
        Buckets.REQUEST);
    Gauge.builder("frontdesk.database.up", () -> up ? 1 : 0)
        .description("1 while the database answers within two seconds.")
        .register(registry);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(0, EVERY_MS, tick -> ask());
    return Future.succeededFuture();
  }

  private void ask() {
    long asked = System.nanoTime();
    database
        .ping()
        .timeout(LONGEST_MS, TimeUnit.MILLISECONDS)
        .onSuccess(answered -> {
          up = true;
          answers.record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
        })
        .onFailure(cause -> {
          up = false;
          LOG.atDebug().log("the database does not answer: {}", cause.getMessage());
        });
  }
}
