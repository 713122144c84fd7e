package dev.frontdesk.session;

import dev.frontdesk.call.Call;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where other nodes find the calls of this one; never the only copy of a truth. */
public interface CallRegistry {
  /**
   * What other nodes read.
   *
   * @param opening frames sent first after every attach
   */
  record Held(NodeId owner, Call call, List<String> opening) {
    public Held {
      opening = List.copyOf(opening);
    }
  }

  /** The call changed in substance; the latest wins. */
  void replicate(Call call, List<String> opening);

  void forget(CallId call);

  /** As its owner last replicated it; empty if it is not known; fails if the cluster does not answer in time. */
  Future<Optional<Held>> find(CallId call, Duration within);

  /** A single node has nobody to tell. */
  CallRegistry ALONE = new CallRegistry() {
    @Override
    public void replicate(Call call, List<String> opening) {}

    @Override
    public void forget(CallId call) {}

    @Override
    public Future<Optional<Held>> find(CallId call, Duration within) {
      return Future.succeededFuture(Optional.empty());
    }
  };
}
