package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frontdesk.store.StoreUnavailable;
import dev.frontdesk.store.StreamTokenStore;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the tokens and takes them back: 192 random bits each, of which the database keeps the SHA-256, so that any node can take them.
 * While the database is away those of this node are kept here: with one node, or a stream that comes where its call did, the phone is
 * answered. May be used from any thread.
 */
public final class IssuedTokens implements StreamTokens {
  /** Twilio opens the stream at once; the wait is for the TwiML and the handshake. */
  static final Duration LIFE = Duration.ofSeconds(60);

  private static final int BYTES = 24;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final int MOST_HERE = 10_000;

  private final StreamTokenStore store;
  private final SecureRandom random;
  private final Map<String, Kept> here = Collections.synchronizedMap(new Newest());

  public IssuedTokens(StreamTokenStore store, SecureRandom random) {
    this.store = store;
    this.random = random;
  }

  private record Kept(BoundStream bound, Instant until) {}

  /** @return the token; empty if the call is over, or got too many that nobody spent */
  Future<Optional<String>> make(BoundStream bound, Instant now) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return store
        .make(
            sha256(token),
            bound.call(),
            bound.tenant(),
            bound.accountSid(),
            bound.callSid(),
            now,
            LIFE)
        .map(epoch -> epoch.isPresent() ? Optional.of(token) : Optional.<String>empty())
        .recover(cause -> {
          if (!(cause instanceof StoreUnavailable)) {
            return Future.failedFuture(cause);
          }
          here.put(token, new Kept(bound, now.plus(LIFE)));
          return Future.succeededFuture(Optional.of(token));
        });
  }

  @Override
  public Future<Optional<BoundStream>> redeem(String token, Instant now) {
    if (!TOKEN.matcher(token).matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    Kept kept = here.remove(token);
    if (kept != null) {
      return Future.succeededFuture(
          kept.until().isAfter(now) ? Optional.of(kept.bound()) : Optional.empty());
    }
    return store
        .redeem(sha256(token), now)
        .map(found -> found.map(bound -> new BoundStream(
            bound.endpoint(),
            bound.account(),
            bound.callSid(),
            bound.tenant(),
            bound.call(),
            bound.epoch())));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Newest extends LinkedHashMap<String, Kept> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
      return size() > MOST_HERE;
    }
  }
}
