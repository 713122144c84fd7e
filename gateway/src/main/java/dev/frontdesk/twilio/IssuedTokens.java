package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.frontdesk.store.StoreUnavailable;
import dev.frontdesk.store.StreamTokenStore;
import dev.frontdesk.twilio.SharedTokens.Kept;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes the tokens and takes them back: 192 random bits each, of which the database keeps the SHA-256, so that any node can take them.
 * The cluster keeps it too: while the database is away the phone is answered, and its stream taken, wherever it comes in; also if the
 * database went between the two. May be used from any thread.
 */
public final class IssuedTokens implements StreamTokens {
  /** Twilio opens the stream at once; the wait is for the TwiML and the handshake. */
  static final Duration LIFE = Duration.ofSeconds(60);

  private static final Duration SPENT_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final int BYTES = 24;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");

  private final Vertx vertx;
  private final StreamTokenStore store;
  private final SharedTokens shared;
  private final SecureRandom random;

  public IssuedTokens(
      Vertx vertx, StreamTokenStore store, SharedTokens shared, SecureRandom random) {
    this.vertx = vertx;
    this.store = store;
    this.shared = shared;
    this.random = random;
  }

  /**
   * @param live whether the call was answered just now; if the database does not know it, it is not written down yet
   * @return the token; empty if the call is over, or got too many that nobody spent
   */
  Future<Optional<String>> make(BoundStream bound, Instant now, boolean live) {
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
        .compose(
            epoch -> {
              if (epoch.isPresent()) {
                var unused = keep(token, bound, now, true); // not waited for: a phone rings
                return Future.succeededFuture(true);
              }
              return live ? keep(token, bound, now, false) : Future.succeededFuture(false);
            },
            cause -> cause instanceof StoreUnavailable
                ? keep(token, bound, now, false)
                : Future.failedFuture(cause))
        .map(made -> made ? Optional.of(token) : Optional.empty());
  }

  private Future<Boolean> keep(String token, BoundStream bound, Instant now, boolean written) {
    return shared
        .keep(hex(token), new Kept(bound, now.plus(LIFE), written), LIFE)
        .map(true);
  }

  @Override
  public Future<Optional<BoundStream>> redeem(String token, Instant now) {
    if (!TOKEN.matcher(token).matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    return redeemed(token, now)
        .compose(
            found -> {
              if (found.isPresent()) {
                shared.forget(hex(token));
                return Future.succeededFuture(found);
              }
              return shared
                  .take(hex(token), now)
                  .map(kept -> kept.filter(unwritten -> !unwritten.written()).map(Kept::bound));
            },
            away -> shared
                .take(hex(token), now)
                .compose(kept -> kept.isPresent()
                    ? Future.succeededFuture(kept.map(one -> taken(one, token, now)))
                    : Future.failedFuture(away)));
  }

  private Future<Optional<BoundStream>> redeemed(String token, Instant now) {
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

  private BoundStream taken(Kept kept, String token, Instant now) {
    if (kept.written()) {
      spend(token, now, (int) LIFE.dividedBy(SPENT_AGAIN_AFTER));
    }
    return kept.bound();
  }

  /** The database learns that it is spent once it is back: nobody else is to get it there. */
  private void spend(String token, Instant now, int tries) {
    vertx
        .timer(SPENT_AGAIN_AFTER.toMillis())
        .compose(later -> store.redeem(sha256(token), now))
        .onFailure(cause -> {
          if (tries > 1) {
            spend(token, now, tries - 1);
          }
        });
  }

  /** What it is called where it is kept. */
  private static String hex(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
