package dev.frontdesk;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.MultiMapConfig.ValueCollectionType;
import dev.frontdesk.cluster.BusCertificates;
import dev.frontdesk.cluster.EntrySeal;
import dev.frontdesk.cluster.SealingClusterManager;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds Vert.x: alone, or as a member of a Hazelcast cluster. Hazelcast gives membership, the bus and the live registry, no truths. */
public final class Clustering {
  private static final int CONNECT_MS = 1_000;
  private static final Duration EVENT_LOOP_MAY_BLOCK = Duration.ofMillis(500);

  private Clustering() {}

  /** Without figures of Vert.x itself. */
  public static Future<Vertx> start(Optional<ClusterSettings> cluster) {
    return start(cluster, Optional.empty(), null);
  }

  /**
   * @param metrics how Vert.x is to be measured
   * @param factory that takes these options; null: nothing is measured
   */
  public static Future<Vertx> start(
      Optional<ClusterSettings> cluster,
      Optional<MetricsOptions> metrics,
      @Nullable VertxMetricsFactory factory) {
    System.setProperty(
        "hazelcast.logging.type",
        "slf4j"); // its first lines come before it reads its configuration
    VertxOptions options = options(metrics);
    return cluster.isEmpty()
        ? Future.succeededFuture(
            measured(Vertx.builder().with(options), factory).build())
        : clustered(cluster.get(), options, factory);
  }

  private static Future<Vertx> clustered(
      ClusterSettings cluster, VertxOptions options, @Nullable VertxMetricsFactory factory) {
    Optional<BusCertificates> certificates = cluster.tls().map(BusCertificates::read);
    certificates.ifPresent(each -> each.secure(options.getEventBusOptions()));
    options
        .getEventBusOptions()
        .setHost(cluster.host())
        .setPort(cluster.busPort())
        .setConnectTimeout(CONNECT_MS);
    return measured(Vertx.builder().with(options), factory)
        .withClusterManager(manager(cluster))
        .buildClustered()
        .onSuccess(vertx -> certificates.ifPresent(each -> each.warn(vertx)));
  }

  private static HazelcastClusterManager manager(ClusterSettings cluster) {
    return cluster.secrets().isEmpty()
        ? new HazelcastClusterManager(hazelcast(cluster))
        : new SealingClusterManager(hazelcast(cluster), new EntrySeal(cluster.secrets()));
  }

  private static VertxBuilder measured(VertxBuilder vertx, @Nullable VertxMetricsFactory factory) {
    return factory == null ? vertx : vertx.withMetrics(factory);
  }

  private static VertxOptions options(Optional<MetricsOptions> metrics) {
    var options = new VertxOptions()
        .setPreferNativeTransport(true)
        .setMaxEventLoopExecuteTime(EVENT_LOOP_MAY_BLOCK.toNanos());
    metrics.ifPresent(options::setMetricsOptions);
    return options;
  }

  private static Config hazelcast(ClusterSettings settings) {
    var config = new Config()
        .setClusterName("frontdesk")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "5")
        // What was under way when a member was lost is asked again; half a second, the default, is
        // long for a caller.
        .setProperty("hazelcast.invocation.retry.pause.millis", "50")
        // Where a member is cut off, its connections are shared out among threads anew; at times
        // nothing left on one to a healthy member after that, which was then taken for dead as
        // well.
        .setProperty("hazelcast.io.balancer.interval.seconds", "0")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "5")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "5")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.partition.count", "71");
    // Not by interfaces: with them Hazelcast asks only those members whose names are this host.
    config.getNetworkConfig().setPort(settings.port()).setPublicAddress(settings.host());
    join(config.getNetworkConfig().getJoin(), settings);
    config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
        .setValueCollectionType(ValueCollectionType.SET)
        .setBackupCount(1));
    config.getMapConfig("__vertx.haInfo").setBackupCount(1);
    config.getMapConfig("__vertx.nodeInfo").setBackupCount(1);
    return config;
  }

  private static void join(JoinConfig join, ClusterSettings settings) {
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    if (settings.serviceDns() == null) {
      join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
    } else {
      // Without a port it would ask 5701 whatever ours is; a look-up needs no rights in Kubernetes.
      join.getKubernetesConfig()
          .setEnabled(true)
          .setProperty("service-dns", settings.serviceDns())
          .setProperty("service-port", String.valueOf(settings.port()));
    }
  }
}
