package dev.frontdesk;

import dev.frontdesk.session.Lease;
import dev.frontdesk.store.LeaseStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.stream.Collectors;

/**
 * Renews this node's lease. While the database answers, others see the renewal; while it is away nobody can take a call over, so the
 * node goes on by itself.
 */
final class LeaseKeeper extends VerticleBase {
  private static final long EVERY_MS = 500;

  private final Lease lease;
  private final LeaseStore store;
  private final GatewaySettings settings;
  private final String roles;

  LeaseKeeper(Lease lease, LeaseStore store, GatewaySettings settings) {
    this.lease = lease;
    this.store = store;
    this.settings = settings;
    this.roles =
        settings.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> renew());
    return seen().recover(cause -> Future.succeededFuture());
  }

  private void renew() {
    lease.renew();
    seen();
  }

  private Future<Void> seen() {
    return store.renew(
        settings.node(), roles, settings.lease().plus(Gateway.SEEN_BY_OTHERS_LONGER));
  }
}
