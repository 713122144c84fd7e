package dev.frontdesk;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.store.LeaseStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who else may be given calls, as the database last said, and whether this node may. Read on the way of a delivery, so it is never asked
 * for: with the database away the last answer stands. May be used from any thread.
 */
final class Peers {
  private final NodeId node;
  private final boolean holdsCalls;
  private final LeaseStore leases;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<NodeId> holding = List.of();
  private volatile List<NodeId> accepting = List.of();
  private volatile boolean draining;

  /** @param holdsCalls whether this node has the sessions role */
  Peers(NodeId node, boolean holdsCalls, LeaseStore leases) {
    this.node = node;
    this.holdsCalls = holdsCalls;
    this.leases = leases;
  }

  /** From now on this node gives its calls away and is given none, as far as there is somebody else. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /** Reads anew who there is; fails while the database is away. */
  Future<Void> refresh() {
    return leases
        .alive(Role.SESSIONS.name())
        .onSuccess(alive -> holding = others(alive))
        .compose(read -> leases.alive(Role.ACCEPTANCE.name()))
        .onSuccess(alive -> accepting = others(alive))
        .mapEmpty();
  }

  /** Those that hold calls and may be given more, without this one. */
  List<NodeId> holding() {
    return holding;
  }

  /** Whether calls that this node could take are better left to others. */
  boolean yieldsCalls() {
    return draining && !holding.isEmpty();
  }

  /** Whether offers that come here are better decided elsewhere. */
  boolean yieldsOffers() {
    return draining && !accepting.isEmpty();
  }

  /** Whether offers may be sent to {@code other} by name. */
  boolean accepts(NodeId other) {
    return accepting.contains(other);
  }

  /** Who is to hold the next call: this node if it may, else the others in turn; this one all the same if there is nobody else. */
  NodeId next() {
    List<NodeId> others = holding;
    return others.isEmpty() || (holdsCalls && !draining)
        ? node
        : others.get(Math.floorMod(turn.getAndIncrement(), others.size()));
  }

  private List<NodeId> others(List<NodeId> alive) {
    return alive.stream().filter(other -> !other.equals(node)).toList();
  }
}
