package dev.frontdesk.outward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;

/** Where names lead. */
@FunctionalInterface
public interface Resolver {
  /** All addresses of a host; fails if there is none. */
  Future<List<InetAddress>> resolve(String host);

  /** As the operating system knows it; on threads of its own, because a name server may be slow. */
  static Resolver ofSystem(Vertx vertx) {
    WorkerExecutor threads = vertx.createSharedWorkerExecutor("outward-names", 8);
    return host -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false);
  }
}
