package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Calls that run although nobody drives them. */
public final class ReaperStore {
  private final Door door;

  ReaperStore(Door door) {
    this.door = door;
  }

  /** A running call, and the epoch under which it is owned. */
  public record Owned(CallId call, int epoch) {}

  /**
   * A call that is over for us and may run on at the provider.
   *
   * @param trouble what the provider made of the last hang-up
   */
  public record Lingering(CallId call, EndpointId endpoint, String providerCall, String trouble) {}

  /** Running calls of {@code node}, oldest first, that were announced {@code olderThan} ago or earlier. */
  public Future<List<Owned>> ownedBy(NodeId node, Duration olderThan, int limit) {
    return door.list(
        "calls of a node",
        "SELECT call, epoch FROM door.claims_of($1, $2, $3)",
        Tuple.of(node.value(), ClaimStore.interval(olderThan), limit),
        row -> new Owned(new CallId(row.getUUID("call")), row.getInteger("epoch")));
  }

  /** Those whose hang-up failed less than {@code youngerThan} ago, oldest first. */
  public Future<List<Lingering>> lingering(Duration youngerThan, int limit) {
    return door.list(
        "failed hang-ups",
        "SELECT call, endpoint, provider_call, trouble FROM door.hang_ups_failed($1, $2)",
        Tuple.of(ClaimStore.interval(youngerThan), limit),
        row -> new Lingering(
            new CallId(row.getUUID("call")),
            new EndpointId(row.getUUID("endpoint")),
            row.getString("provider_call"),
            row.getString("trouble")));
  }

  /** The provider runs the call no more. */
  public Future<Void> settled(CallId call) {
    return door.ask("settle hang-up", "SELECT door.hang_up_settled($1)", Tuple.of(call.value()))
        .mapEmpty();
  }
}
