package dev.frontdesk.launcher.serve;

import dev.frontdesk.Gateway;
import dev.frontdesk.admin.Health;
import dev.frontdesk.admin.HealthRoutes;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.store.Directory;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What machines ask about this process: health and metrics, on the management port or, where that is the same, on the call port. */
final class Management {
  private volatile @Nullable Gateway gateway;
  private volatile @Nullable Directory directory;

  void mount(Router router) {
    new HealthRoutes(this::health).mount(router);
    router.get("/metrics").handler(this::metrics);
    router.get("/health/tenants/:tenant").handler(this::tenant);
  }

  /**
   * From now on the process is ready.
   *
   * @param known the settings it answers calls with
   */
  void serving(Gateway started, Directory known) {
    directory = known;
    gateway = started;
  }

  /** From now on no new calls are wanted here. */
  void stopping() {
    gateway = null;
  }

  private Health health() {
    Gateway serving = gateway;
    return serving == null || serving.isDraining()
        ? new Health(false, false, Map.of())
        : new Health(
            true,
            serving.isDegraded(),
            Map.of("webhooks", serving.webhookCounts().all()));
  }

  /** In the text format of Prometheus. */
  private void metrics(RoutingContext request) {
    var text = new StringBuilder();
    Gateway serving = gateway;
    if (serving != null) {
      text.append("# HELP frontdesk_webhooks_total Deliveries by what became of them.\n")
          .append("# TYPE frontdesk_webhooks_total counter\n");
      serving
          .webhookCounts()
          .all()
          .forEach((end, count) ->
              text.append("frontdesk_webhooks_total{end=\"%s\"} %d\n".formatted(end, count)));
      text.append(
              "# HELP frontdesk_degraded 1 while facts wait in the spool or settings may be old.\n")
          .append("# TYPE frontdesk_degraded gauge\nfrontdesk_degraded ")
          .append(serving.isDegraded() ? "1\n" : "0\n");
      text.append(
              "# HELP frontdesk_calls_taken_over_total Calls of lost nodes that this one took over.\n")
          .append(
              "# TYPE frontdesk_calls_taken_over_total counter\nfrontdesk_calls_taken_over_total ")
          .append(serving.callsTakenOver())
          .append('\n');
    }
    request
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(text.toString());
  }

  /** With which version of its profile this node would answer a tenant's next call: whether a publication has arrived here. */
  private void tenant(RoutingContext request) {
    Directory known = directory;
    var settings = known == null
        ? Optional.<TenantSettings>empty()
        : id(request.pathParam("tenant")).flatMap(known::tenant);
    if (settings.isEmpty()) {
      request.response().setStatusCode(404).end();
      return;
    }
    Profile profile = settings.get().profile();
    request
        .response()
        .putHeader("content-type", "application/json")
        .end(profile == null ? "{}" : "{\"profileVersion\":" + profile.version() + "}");
  }

  private static Optional<TenantId> id(String text) {
    try {
      return Optional.of(TenantId.of(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
