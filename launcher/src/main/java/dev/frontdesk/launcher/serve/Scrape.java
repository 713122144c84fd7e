package dev.frontdesk.launcher.serve;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Optional;

/** The figures of this process: ours, those of Vert.x and of the Java machine, at {@code GET /metrics} in the text format of Prometheus. */
final class Scrape implements AutoCloseable {
  /** Addresses of the bus name nodes, those of clients name what businesses configured: neither is a label. Namespaces are names of pools. */
  private static final EnumSet<Label> LABELS = EnumSet.of(
      Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME, Label.NAMESPACE);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  Scrape() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbage.bindTo(registry);
    String version = Scrape.class.getPackage().getImplementationVersion();
    Gauge.builder("frontdesk.build.info", () -> 1)
        .description("1; its label tells the version that runs.")
        .tag("version", version == null ? "unpackaged" : version)
        .register(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** For {@code VertxOptions}. */
  Optional<MetricsOptions> options() {
    return Optional.of(new MicrometerMetricsOptions()
        .setEnabled(true)
        .setLabels(LABELS)
        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
        .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
        .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
        .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET));
  }

  VertxMetricsFactory factory() {
    return new MicrometerMetricsFactory(registry);
  }

  void mount(Router router) {
    router.get("/metrics").handler(this::answer);
  }

  private void answer(RoutingContext request) {
    request
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(registry.scrape());
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
