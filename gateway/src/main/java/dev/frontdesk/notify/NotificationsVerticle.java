package dev.frontdesk.notify;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.OutboxStore;
import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers what is due to webhooks and channels; several nodes may, each delivery is leased to one. */
public final class NotificationsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationsVerticle.class);

  /** How often it looks for what is due while there is nothing. */
  public static final Duration EVERY = Duration.ofMillis(500);

  /** Longer than an attempt takes, so that only a lost node's are taken by another. */
  static final Duration LEASE = Attempt.LONGEST.plusSeconds(15);

  /** Of one webhook under way at a time, on all nodes: a slow one holds up no other. */
  static final int OF_ONE_WEBHOOK = 4;

  /** Under way on this node at a time; each holds a body of some kilobytes. */
  static final int UNDER_WAY = 256;

  /** How long a webhook may fail before it is disabled when a delivery is given up. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private final NodeId node;
  private final OutboxStore outbox;
  private final Senders senders;
  private final Duration every;
  private final OutboxCount count;
  private int underWay;
  private boolean taking;
  private boolean stopped;

  public NotificationsVerticle(
      NodeId node, OutboxStore outbox, Senders senders, Duration every, OutboxCount count) {
    this.node = node;
    this.outbox = outbox;
    this.senders = senders;
    this.every = every;
    this.count = count;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(every.toMillis(), tick -> take());
    return Future.succeededFuture();
  }

  /** What is under way is given back: it may arrive twice, never not at all. */
  @Override
  public Future<?> stop() {
    stopped = true;
    return outbox.release(node).recover(cause -> {
      LOG.atWarn().log("deliveries come back when their leases end: {}", cause.getMessage());
      return Future.succeededFuture();
    });
  }

  private void take() {
    if (taking || stopped || underWay >= UNDER_WAY) {
      return;
    }
    taking = true;
    outbox
        .take(node, LEASE, OF_ONE_WEBHOOK, UNDER_WAY - underWay)
        .onSuccess(this::deliver)
        .onFailure(cause -> LOG.atDebug().log("no deliveries taken: {}", cause.getMessage()))
        .onComplete(done -> taking = false);
  }

  private void deliver(List<Delivery> taken) {
    if (stopped) {
      outbox
          .release(node)
          .onFailure(cause -> LOG.atWarn().log("not given back: {}", cause.getMessage()));
      return;
    }
    underWay += taken.size();
    count.underWay(underWay);
    for (Delivery each : taken) {
      senders
          .of(each)
          .compose(outcome -> outbox
              .settle(node, each, outcome, PATIENCE)
              .onSuccess(settled -> count.count(outcome)))
          .onFailure(cause -> unsettled(each, cause))
          .onComplete(settled -> {
            underWay--;
            count.underWay(underWay);
            take();
          });
    }
  }

  /** Its lease ends, and it is sent again. */
  private void unsettled(Delivery delivery, Throwable cause) {
    if (!stopped) {
      LOG.atWarn()
          .addKeyValue("webhook", delivery.webhook())
          .addKeyValue("delivery", delivery.id())
          .log("what became of a delivery is not written down: {}", cause.getMessage());
    }
  }
}
