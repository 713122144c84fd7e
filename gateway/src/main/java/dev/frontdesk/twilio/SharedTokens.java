package dev.frontdesk.twilio;

import dev.frontdesk.bus.RecordCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tokens as the whole cluster knows them: for while the database is away, and the stream may come in at another node. What the cluster
 * does not take in time is kept by this node alone. May be used from any thread.
 */
public final class SharedTokens {
  private static final Logger LOG = LoggerFactory.getLogger(SharedTokens.class);
  private static final String MAP = "frontdesk.tokens";
  private static final long ANSWERED_WITHIN_MS = Duration.ofMillis(700).toMillis();
  private static final int MOST_HERE = 10_000;

  private final Vertx vertx;
  private final RecordCodec codec;
  private final Map<String, Kept> here = Collections.synchronizedMap(new Newest());

  public SharedTokens(Vertx vertx, RecordCodec codec) {
    this.vertx = vertx;
    this.codec = codec;
  }

  /**
   * What a token is good for.
   *
   * @param written whether the database has it too, and says whether it was spent as long as it answers
   */
  record Kept(BoundStream bound, Instant until, boolean written) {}

  /**
   * Never fails.
   *
   * @param hash of the token
   */
  Future<Void> keep(String hash, Kept kept, Duration life) {
    if (!vertx.isClustered()) {
      here.put(hash, kept);
      return Future.succeededFuture();
    }
    return map()
        .compose(tokens -> tokens.put(hash, codec.text(kept), life.toMillis()))
        .timeout(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS)
        .recover(cause -> {
          LOG.atLevel(kept.written() ? Level.DEBUG : Level.WARN)
              .addKeyValue("call", kept.bound().call())
              .log("token not shared: {}", cause.toString());
          here.put(hash, kept);
          return Future.succeededFuture();
        });
  }

  /** Takes a token out, once in the whole cluster; empty if nobody keeps it. Never fails. */
  Future<Optional<Kept>> take(String hash, Instant now) {
    Kept kept = here.remove(hash);
    if (kept != null || !vertx.isClustered()) {
      return Future.succeededFuture(valid(kept, now));
    }
    return map()
        .compose(tokens -> tokens.remove(hash))
        .timeout(ANSWERED_WITHIN_MS, TimeUnit.MILLISECONDS)
        .map(found -> valid(found == null ? null : codec.read(found, Kept.class), now))
        .onFailure(cause -> LOG.atWarn().log("shared tokens not read: {}", cause.toString()))
        .otherwise(Optional.empty());
  }

  /** It was spent in the database. */
  void forget(String hash) {
    if (here.remove(hash) == null && vertx.isClustered()) {
      map()
          .compose(tokens -> tokens.remove(hash))
          .onFailure(cause -> LOG.atDebug().log("token not forgotten: {}", cause.toString()));
    }
  }

  private static Optional<Kept> valid(@Nullable Kept kept, Instant now) {
    return Optional.ofNullable(kept).filter(found -> found.until().isAfter(now));
  }

  private Future<AsyncMap<String, String>> map() {
    return vertx.sharedData().getClusterWideMap(MAP);
  }

  private static final class Newest extends LinkedHashMap<String, Kept> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
      return size() > MOST_HERE;
    }
  }
}
