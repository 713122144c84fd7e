package dev.frontdesk.journal;

import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.EffectVerdict.Verdict;
import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nodes granted while the database was away, known to the whole cluster: a node that granted something and died before the database
 * was back left it in a spool that nobody reads yet, and whoever takes its call over must not grant it again.
 */
final class SharedGrants {
  private static final Logger LOG = LoggerFactory.getLogger(SharedGrants.class);
  private static final String MAP = "frontdesk.effects";
  private static final long KEPT_MS = Granted.KEPT.toMillis();
  private static final long READ_WITHIN_MS = Duration.ofSeconds(1).toMillis();

  /** Effect to what came of it; empty: not known. Null: a node alone has nobody to tell. */
  private final @Nullable AsyncMap<String, String> grants;

  /** By this node, and not ended yet. */
  private final Set<String> added = new HashSet<>();

  private SharedGrants(@Nullable AsyncMap<String, String> grants) {
    this.grants = grants;
  }

  static Future<SharedGrants> open(Vertx vertx) {
    return vertx.isClustered()
        ? vertx.sharedData().<String, String>getClusterWideMap(MAP).map(SharedGrants::new)
        : Future.succeededFuture(new SharedGrants(null));
  }

  void add(CallId call, String effect) {
    if (grants != null) {
      added.add(key(call, effect));
      grants.put(key(call, effect), "", KEPT_MS).onFailure(SharedGrants::complain);
    }
  }

  /** Of what was granted with the database at hand, that tells the result. */
  void ended(CallId call, String effect, String result) {
    if (grants != null && added.remove(key(call, effect))) {
      grants.put(key(call, effect), result, KEPT_MS).onFailure(SharedGrants::complain);
    }
  }

  /** Empty also if the cluster does not answer: the database is asked all the same. */
  Future<Optional<EffectVerdict>> find(CallId call, String effect) {
    if (grants == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return grants
        .get(key(call, effect))
        .timeout(READ_WITHIN_MS, TimeUnit.MILLISECONDS)
        .map(found -> Optional.ofNullable(found).map(SharedGrants::done))
        .onFailure(SharedGrants::complain)
        .otherwise(Optional.empty());
  }

  private static EffectVerdict done(String result) {
    return new EffectVerdict(Verdict.DONE, result.isEmpty() ? null : result);
  }

  private static String key(CallId call, String effect) {
    return call + "/" + effect;
  }

  private static void complain(Throwable cause) {
    LOG.warn("granted effects are not shared: {}", cause.toString());
  }
}
