package dev.frontdesk.launcher.serve;

import dev.frontdesk.Gateway;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /drain} makes the node give its calls away, {@code GET /drain} tells how far it is; for whom {@link DrainGuard} lets in, and
 * only where the management port has no other use.
 */
final class DrainRoutes {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final Duration wait;
  private final DrainGuard guard;
  private volatile @Nullable Gateway gateway;
  private volatile @Nullable Future<Integer> drained;

  /** @param wait how long calls may stay that no other node can take */
  DrainRoutes(Duration wait, DrainGuard guard) {
    this.wait = wait;
    this.guard = guard;
  }

  void serving(Gateway started) {
    gateway = started;
  }

  void mount(Router router) {
    router.post("/drain").handler(request -> guarded(request, true));
    router.get("/drain").handler(request -> guarded(request, false));
  }

  private void guarded(RoutingContext request, boolean begin) {
    Gateway serving = gateway;
    if (!guard.letsIn(request.request())) {
      request.response().setStatusCode(FORBIDDEN).end();
    } else if (serving == null) {
      request.response().setStatusCode(UNAVAILABLE).end();
    } else {
      if (begin) {
        drained = serving.drain(wait);
      }
      tell(request, serving, begin ? ACCEPTED : OK);
    }
  }

  /** {@code left}: how many calls stayed, once it is over. */
  private void tell(RoutingContext request, Gateway serving, int status) {
    Future<Integer> ended = drained;
    var body = new JsonObject().put("draining", serving.isDraining()).put("calls", serving.calls());
    if (ended != null && ended.isComplete()) {
      body.put("left", ended.succeeded() ? ended.result() : serving.calls());
    }
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body.encode());
  }
}
