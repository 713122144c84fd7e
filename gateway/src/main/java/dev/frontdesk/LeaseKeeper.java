package dev.frontdesk;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.DatabaseSeen;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.session.Lease;
import dev.frontdesk.store.LeaseStore;
import dev.frontdesk.takeover.Restraint;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews this node's lease, and reads who else has one: when the database renewed it, so that the others see it; or, while it is away,
 * when the others say that it does not answer them either, because then nobody can take a call over. A node that alone is cut off lets
 * its lease run out.
 */
final class LeaseKeeper extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final long EVERY_MS = 500;
  private static final long SILENT_NANOS = Duration.ofMillis(1_500).toNanos();

  private final Lease lease;
  private final LeaseStore store;
  private final GatewaySettings settings;
  private final Bus bus;
  private final Peers peers;
  private final Witnesses witnesses;
  private final Restraint restraint;
  private final LongSupplier nanoTime;
  private final String roles;
  private volatile long answered;
  private boolean asking;
  private volatile boolean cutOff;

  LeaseKeeper(
      Lease lease,
      LeaseStore store,
      GatewaySettings settings,
      Bus bus,
      Peers peers,
      Witnesses witnesses,
      Restraint restraint,
      LongSupplier nanoTime) {
    this.lease = lease;
    this.store = store;
    this.settings = settings;
    this.bus = bus;
    this.peers = peers;
    this.witnesses = witnesses;
    this.restraint = restraint;
    this.nanoTime = nanoTime;
    this.answered = nanoTime.getAsLong();
    this.roles =
        settings.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> renew());
    return bus.answer(
            Address.DATABASE_ASKED.on(settings.node()),
            asked -> Future.succeededFuture(new DatabaseSeen(isAnswered() || !restraint.promise())))
        .compose(listening -> seen())
        .recover(cause -> Future.succeededFuture());
  }

  /** Tells the others now what they would read within half a second: that this node drains. */
  Future<Void> seen() {
    return renewed().compose(renewed -> read());
  }

  /** Whether this node does not reach the database, and others may. From any thread. */
  boolean isCutOff() {
    return cutOff;
  }

  private Future<Void> renewed() {
    long asOf = nanoTime.getAsLong();
    return store
        .renew(
            settings.node(),
            roles,
            settings.lease().plus(Gateway.SEEN_BY_OTHERS_LONGER),
            peers.isDraining())
        .onSuccess(renewed -> {
          answered = asOf;
          lease.renew(asOf);
        });
  }

  private Future<Void> read() {
    return peers.refresh().onSuccess(read -> witnesses.are(peers.holding()));
  }

  private void renew() {
    if (!asking) {
      asking = true;
      renewed().onComplete(done -> asking = false).onSuccess(renewed -> read());
    }
    if (isAnswered()) {
      tell(false);
    } else {
      long asOf = nanoTime.getAsLong();
      witnesses.noneReachesTheDatabase().onSuccess(nobody -> {
        if (nobody) {
          lease.renew(asOf);
        }
        tell(!nobody);
      });
    }
  }

  private boolean isAnswered() {
    return nanoTime.getAsLong() - answered < SILENT_NANOS;
  }

  private void tell(boolean alone) {
    if (alone && !cutOff) {
      LOG.warn("cut off from the database, and others may not be: the calls here go to them");
    } else if (cutOff && !alone) {
      LOG.info("not cut off from the database any more");
    }
    cutOff = alone;
  }
}
