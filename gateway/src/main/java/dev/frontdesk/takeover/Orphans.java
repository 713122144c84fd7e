package dev.frontdesk.takeover;

import dev.frontdesk.bus.Rendezvous;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.LeaseStore;
import dev.frontdesk.store.Orphan;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The running calls whose owner's lease has lapsed, as far as they are this node's to take: those it wins by {@link Rendezvous}, and
 * those whose winner has not taken them within a second.
 */
final class Orphans {
  static final int MOST_AT_ONCE = 500;
  static final String SESSIONS = "SESSIONS";
  private static final long LEFT_FOR_ITS_WINNER = Duration.ofSeconds(1).toNanos();
  private static final long SETTLES = Duration.ofSeconds(3).toNanos();

  private final NodeId node;
  private final ClaimStore claims;
  private final LeaseStore leases;
  private final LongSupplier nanoTime;

  /** When each was first seen here. */
  private Map<CallId, Long> seen = Map.of();

  /**
   * When we began to look, or last did so in vain. While the database was away nobody could renew a lease: those that lapsed meanwhile
   * say nothing until their nodes have had the time to renew them.
   */
  private long inVain;

  Orphans(NodeId node, ClaimStore claims, LeaseStore leases, LongSupplier nanoTime) {
    this.node = node;
    this.claims = claims;
    this.leases = leases;
    this.nanoTime = nanoTime;
    this.inVain = nanoTime.getAsLong();
  }

  /** At most {@value #MOST_AT_ONCE} looked at; to be fenced before anything is done for them. */
  Future<List<Orphan>> mine() {
    return claims
        .orphaned(Duration.ZERO, MOST_AT_ONCE)
        .onFailure(cause -> inVain = nanoTime.getAsLong())
        .map(found -> nanoTime.getAsLong() - inVain < SETTLES ? List.<Orphan>of() : found)
        .map(found ->
            found.stream().filter(orphan -> !orphan.owner().equals(node)).toList())
        .compose(found -> {
          remember(found);
          return found.isEmpty()
              ? Future.succeededFuture(found)
              : leases.alive(SESSIONS).map(living -> mine(found, living));
        });
  }

  private List<Orphan> mine(List<Orphan> found, List<NodeId> living) {
    long now = nanoTime.getAsLong();
    return found.stream()
        .filter(orphan -> wins(orphan, living)
            || now - seen.getOrDefault(orphan.call(), now) > LEFT_FOR_ITS_WINNER)
        .toList();
  }

  private boolean wins(Orphan orphan, List<NodeId> living) {
    return Rendezvous.winner(orphan.call(), living).filter(node::equals).isPresent();
  }

  private void remember(List<Orphan> found) {
    Map<CallId, Long> before = seen;
    long now = nanoTime.getAsLong();
    seen = found.stream()
        .collect(Collectors.toMap(
            Orphan::call,
            orphan -> before.getOrDefault(orphan.call(), now),
            (one, same) -> one,
            HashMap::new));
  }
}
