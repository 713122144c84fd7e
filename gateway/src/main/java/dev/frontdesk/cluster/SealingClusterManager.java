package dev.frontdesk.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Seals every map that is shared over the cluster, whoever asks for it: Hazelcast's open edition encrypts nothing. */
public final class SealingClusterManager extends HazelcastClusterManager {
  private final EntrySeal seal;

  /** @param config given the name of the cluster that knows the secrets of {@code seal} */
  public SealingClusterManager(Config config, EntrySeal seal) {
    super(config.setClusterName(seal.clusterName()));
    this.seal = seal;
  }

  @Override
  public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> done) {
    super.<K, Buffer>getAsyncMap(name, (map, cause) -> {
      if (cause == null) {
        done.succeed(new SealedMap<>(name, map, seal));
      } else {
        done.fail(cause);
      }
    });
  }
}
