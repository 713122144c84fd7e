package dev.frontdesk.webhook;

import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims made while the database was away, known to the whole cluster: a repeated delivery may reach another node. */
public final class SharedClaims {
  private static final Logger LOG = LoggerFactory.getLogger(SharedClaims.class);
  private static final String MAP = "frontdesk.claims";
  private static final long KEPT_MS = Duration.ofHours(1).toMillis();
  private static final long ANSWERED_WITHIN_MS = Duration.ofMillis(700).toMillis();

  private final Vertx vertx;

  public SharedClaims(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Whether nobody claimed it before; true also if the cluster does not answer, for the phone rings. Never fails. */
  Future<Boolean> first(String key, CallId call) {
    if (!vertx.isClustered()) {
      return Future.succeededFuture(true);
    }
    return vertx
        .sharedData()
        .<String, String>getClusterWideMap(MAP)
        .compose(claims -> claims.putIfAbsent(key, call.toString(), KEPT_MS))
        .timeout(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS)
        .map(before -> before == null || before.equals(call.toString()))
        .onFailure(cause ->
            LOG.atWarn().addKeyValue("call", call).log("claim not shared: {}", cause.toString()))
        .otherwise(true);
  }

  /** It was not kept after all. */
  void forget(String key) {
    if (vertx.isClustered()) {
      vertx
          .sharedData()
          .<String, String>getClusterWideMap(MAP)
          .compose(claims -> claims.remove(key))
          .onFailure(cause -> LOG.atWarn().log("claim not unshared: {}", cause.toString()));
    }
  }
}
