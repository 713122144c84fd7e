package dev.frontdesk.store;

import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** A node's right to act, as the other nodes see it; judged by the database's clock. */
public final class LeaseStore {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Door door;

  LeaseStore(Door door) {
    this.door = door;
  }

  /** From now on for {@code length}. The node itself counts from before it asked, on its monotonic clock. */
  public Future<Void> renew(NodeId node, String roles, Duration length) {
    return renew(node, roles, length, false);
  }

  /** As above; a node that drains keeps its right to act, and is not {@link #alive} to those who look for one to give calls to. */
  public Future<Void> renew(NodeId node, String roles, Duration length, boolean draining) {
    return door.ask(
            "renew lease",
            LONGEST_WAIT,
            "SELECT door.lease_renew($1, $2, $3, $4)",
            Tuple.of(node.value(), roles, ClaimStore.interval(length), draining))
        .mapEmpty();
  }

  /** The node stops of its own will, or its process is known to be gone: its calls may be taken at once. */
  public Future<Void> release(NodeId node) {
    return door.ask("release lease", "SELECT door.lease_release($1)", Tuple.of(node.value()))
        .mapEmpty();
  }

  /** Nodes with this role whose lease runs, and which do not drain. */
  public Future<List<NodeId>> alive(String role) {
    return door.list(
        "living nodes",
        "SELECT id FROM door.nodes_alive($1)",
        Tuple.of(role),
        row -> new NodeId(row.getString("id")));
  }
}
