package dev.frontdesk.metrics;

import dev.frontdesk.store.OutboxStore;
import dev.frontdesk.store.OutboxStore.Backlog;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every 15 s how much waits to be delivered; while the database is away the last answer stands. */
public final class OutboxPulse extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPulse.class);
  private static final long EVERY_MS = Duration.ofSeconds(15).toMillis();

  private final OutboxStore outbox;
  private volatile Backlog backlog = new Backlog(0, 0);

  public OutboxPulse(OutboxStore outbox, MeterRegistry registry) {
    this.outbox = outbox;
    var meters = new NodeMeters(registry);
    meters.gauge(
        "frontdesk.outbox.pending",
        "Deliveries to webhooks of businesses that wait, over all nodes: the same figure on each.",
        this,
        pulse -> pulse.backlog.pending());
    meters.gauge(
        "frontdesk.outbox.dead",
        "Deliveries that were given up and not sent again, over all nodes: the same figure on each.",
        this,
        pulse -> pulse.backlog.dead());
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(0, EVERY_MS, tick -> ask());
    return Future.succeededFuture();
  }

  private void ask() {
    outbox
        .backlog()
        .onSuccess(found -> backlog = found)
        .onFailure(
            cause -> LOG.atDebug().log("the outbox was not counted: {}", cause.getMessage()));
  }
}
