package dev.frontdesk.launcher.serve;

import dev.frontdesk.Gateway;
import dev.frontdesk.admin.Health;
import dev.frontdesk.admin.HealthRoutes;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.store.Directory;
import io.micrometer.core.instrument.Gauge;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What machines ask about this process: health and metrics, on the management port or, where that is the same, on the call port. */
final class Management {
  private final Scrape scrape;
  private volatile @Nullable Gateway gateway;
  private volatile @Nullable Directory directory;

  Management(Scrape scrape) {
    this.scrape = scrape;
    Gauge.builder("frontdesk.ready", () -> health().ready() ? 1 : 0)
        .description("1 while this node wants new calls.")
        .register(scrape.registry());
  }

  void mount(Router router) {
    new HealthRoutes(this::health).mount(router);
    scrape.mount(router);
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
            !serving.isCutOff(),
            serving.isDegraded() || serving.isAProviderDown(),
            Map.of("webhooks", serving.webhookCounts().all(), "providers", serving.providers()));
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
