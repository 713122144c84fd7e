package dev.frontdesk.bus;

import dev.frontdesk.model.NodeId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers of other nodes that are waited for. Of a node whose process is gone none comes: its askers hear so and need not wait as long as they would. */
final class Answers {
  private final Vertx vertx;
  private final Map<NodeId, Set<Awaited<?>>> awaited = new ConcurrentHashMap<>();

  /** @param asker on whose event loop it is told */
  private record Awaited<R>(Context asker, Promise<R> promise) {}

  Answers(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The same answer, or a failure once {@code node} is gone; as after a timeout, nobody can say what it did before. */
  <R> Future<R> of(NodeId node, Future<R> answer) {
    var one = new Awaited<>(vertx.getOrCreateContext(), Promise.<R>promise());
    Set<Awaited<?>> all = awaited.computeIfAbsent(node, first -> ConcurrentHashMap.newKeySet());
    all.add(one);
    answer.onComplete(done -> {
      all.remove(one);
      if (done.succeeded()) {
        one.promise().tryComplete(done.result());
      } else {
        one.promise().tryFail(done.cause());
      }
    });
    return one.promise().future();
  }

  /** May be told from any thread. */
  void gone(NodeId node) {
    Set<Awaited<?>> lost = awaited.remove(node);
    if (lost != null) {
      var cause = new ReplyException(ReplyFailure.TIMEOUT, "node " + node + " is gone");
      lost.forEach(one -> one.asker().runOnContext(now -> one.promise().tryFail(cause)));
    }
  }
}
