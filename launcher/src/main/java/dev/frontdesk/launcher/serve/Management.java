package dev.frontdesk.launcher.serve;

import dev.frontdesk.Gateway;
import dev.frontdesk.admin.Health;
import dev.frontdesk.admin.HealthRoutes;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What machines ask about this process: health and metrics, on the management port or, where that is the same, on the call port. */
final class Management {
  private volatile @Nullable Gateway gateway;

  void mount(Router router) {
    new HealthRoutes(this::health).mount(router);
    router.get("/metrics").handler(this::metrics);
  }

  /** From now on the process is ready. */
  void serving(Gateway started) {
    gateway = started;
  }

  /** From now on no new calls are wanted here. */
  void stopping() {
    gateway = null;
  }

  private Health health() {
    Gateway serving = gateway;
    return serving == null
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
    }
    request
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(text.toString());
  }
}
