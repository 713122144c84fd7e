package dev.frontdesk.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code GET /health/live} and {@code /health/ready}, for whoever restarts or routes. */
public final class HealthRoutes {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Supplier<Health> health;

  public HealthRoutes(Supplier<Health> health) {
    this.health = health;
  }

  public void mount(Router router) {
    router
        .get("/health/live")
        .handler(request -> answer(request, OK, new JsonObject().put("status", "up")));
    router.get("/health/ready").handler(this::ready);
  }

  private void ready(RoutingContext request) {
    Health now = health.get();
    String status = now.degraded() ? "degraded" : "up";
    var body = new JsonObject()
        .put("status", now.ready() ? status : "down")
        .put("details", new JsonObject(new TreeMap<>(now.details())));
    answer(request, now.ready() ? OK : UNAVAILABLE, body);
  }

  private static void answer(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body.encode());
  }
}
