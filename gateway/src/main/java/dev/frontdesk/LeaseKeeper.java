package dev.frontdesk;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.DatabaseSeen;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.session.Lease;
import dev.frontdesk.store.LeaseStore;
import dev.frontdesk.takeover.Membership;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews this node's lease: when the database did, so that the others see it; or, while it is away, when the others say that it does not
 * answer them either, because then nobody can take a call over. A node that alone is cut off lets its lease run out.
 */
final class LeaseKeeper extends VerticleBase {
  static final String SESSIONS = Role.SESSIONS.name();
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final long EVERY_MS = 500;
  private static final long SILENT_NANOS = Duration.ofMillis(1_200).toNanos();

  private final Lease lease;
  private final LeaseStore store;
  private final GatewaySettings settings;
  private final Bus bus;
  private final Witnesses witnesses;
  private final Membership membership;
  private final LongSupplier nanoTime;
  private final String roles;
  private long answered;
  private boolean asking;
  private boolean cutOff;

  LeaseKeeper(
      Lease lease,
      LeaseStore store,
      GatewaySettings settings,
      Bus bus,
      Witnesses witnesses,
      Membership membership,
      LongSupplier nanoTime) {
    this.lease = lease;
    this.store = store;
    this.settings = settings;
    this.bus = bus;
    this.witnesses = witnesses;
    this.membership = membership;
    this.nanoTime = nanoTime;
    this.answered = nanoTime.getAsLong();
    this.roles =
        settings.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> renew());
    membership.onGone(witnesses::gone);
    return bus.answer(
            Address.DATABASE_ASKED.on(settings.node()),
            asked -> Future.succeededFuture(new DatabaseSeen(isAnswered())))
        .compose(listening -> inTheDatabase())
        .recover(cause -> Future.succeededFuture());
  }

  private void renew() {
    inTheDatabase();
    if (!isAnswered()) {
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

  private Future<Void> inTheDatabase() {
    if (asking) {
      return Future.succeededFuture();
    }
    asking = true;
    long asOf = nanoTime.getAsLong();
    return store
        .renew(settings.node(), roles, settings.lease().plus(Gateway.SEEN_BY_OTHERS_LONGER))
        .onSuccess(done -> {
          answered = asOf;
          lease.renew(asOf);
          tell(false);
        })
        .onComplete(done -> asking = false)
        .onSuccess(done -> store.alive(SESSIONS).onSuccess(witnesses::are));
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
