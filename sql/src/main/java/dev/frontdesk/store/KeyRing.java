package dev.frontdesk.store;

import dev.frontdesk.store.KeyStore.Holder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API keys as this node knows them: looked up once, kept for seconds, forgotten within milliseconds of a revocation by the
 * database's notification. While no notification can come they are kept for half a second only. May be used from any thread.
 */
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final String CHANNEL = "frontdesk_keys";
  private static final long RECONNECT_MS = 500;
  private static final Duration LISTENING = Duration.ofSeconds(10);
  private static final Duration DEAF = Duration.ofMillis(500);
  private static final int MOST_KEYS = 10_000;

  private final KeyStore keys;
  private final PgSubscriber subscriber;
  private final Map<Buffer, Known> known = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile boolean listening;

  private record Known(Holder holder, long askedAt) {}

  private KeyRing(Vertx vertx, Database database) {
    this.keys = database.keys();
    this.subscriber = PgSubscriber.subscriber(vertx, database.options());
  }

  /** A ring that is empty and listens. */
  public static Future<KeyRing> open(Vertx vertx, Database database) {
    var ring = new KeyRing(vertx, database);
    return ring.listen().map(ring);
  }

  /** Whose key has this SHA-256; empty if it is nobody's, revoked or expired. */
  public Future<Optional<Holder>> find(byte[] sha256) {
    var key = Buffer.buffer(sha256);
    Known found = known.get(key);
    if (found != null && isFresh(found)) {
      return Future.succeededFuture(Optional.of(found.holder()).filter(Holder::isValid));
    }
    long before = changes.get();
    return keys.bySha256(sha256).onSuccess(holder -> remember(key, holder, before));
  }

  /** Whether it was somebody's when it was last looked up here. */
  public boolean knows(byte[] sha256) {
    return known.containsKey(Buffer.buffer(sha256));
  }

  public Future<Void> close() {
    return subscriber.close();
  }

  private Future<Void> listen() {
    subscriber.reconnectPolicy(attempt -> lost());
    subscriber.channel(CHANNEL).subscribeHandler(subscribed -> heardAgain()).handler(this::changed);
    return subscriber
        .connect()
        .onFailure(cause -> LOG.atWarn().setCause(cause).log("not listening for keys"));
  }

  private long lost() {
    listening = false;
    return RECONNECT_MS;
  }

  /** What was said while we did not listen is lost. */
  private void heardAgain() {
    changes.incrementAndGet();
    known.clear();
    listening = true;
  }

  private void changed(String id) {
    forget(UUID.fromString(id));
  }

  /** The key has changed: it is looked up again when it is next used. */
  public void forget(UUID changed) {
    changes.incrementAndGet();
    known.values().removeIf(each -> each.holder().id().equals(changed));
  }

  private void remember(Buffer key, Optional<Holder> holder, long before) {
    if (holder.isEmpty()) {
      known.remove(key);
      return;
    }
    keys.used(holder.get().id())
        .onFailure(cause -> LOG.atDebug().setCause(cause).log("last use not noted"));
    if (known.size() >= MOST_KEYS) {
      known.clear();
    }
    var fresh = new Known(holder.get(), System.nanoTime());
    known.put(key, fresh);
    // Changed while it was looked up: it may be the answer of before.
    if (changes.get() != before) {
      known.remove(key, fresh);
    }
  }

  private boolean isFresh(Known each) {
    Duration longest = listening ? LISTENING : DEAF;
    return System.nanoTime() - each.askedAt() < longest.toNanos();
  }
}
