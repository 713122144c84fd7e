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
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Makes the tokens and takes them back: 192 random bits each, of which the database keeps the SHA-256, so that any node can take them.
 * While the database is away the cluster keeps them: the phone is answered, wherever its stream comes in. May be used from any thread.
 */
public final class IssuedTokens implements StreamTokens {
  /** Twilio opens the stream at once; the wait is for the TwiML and the handshake. */
  static final Duration LIFE = Duration.ofSeconds(60);

  private static final int BYTES = 24;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");

  private final StreamTokenStore store;
  private final SharedTokens shared;
  private final SecureRandom random;

  public IssuedTokens(StreamTokenStore store, SharedTokens shared, SecureRandom random) {
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
        .map(OptionalInt::isPresent)
        .recover(cause -> cause instanceof StoreUnavailable
            ? shared.keep(hex(token), bound, now, LIFE).map(true)
            : Future.failedFuture(cause))
        .compose(made -> made || !live
            ? Future.succeededFuture(made)
            : shared.keep(hex(token), bound, now, LIFE).map(true))
        .map(made -> made ? Optional.of(token) : Optional.empty());
  }

  @Override
  public Future<Optional<BoundStream>> redeem(String token, Instant now) {
    if (!TOKEN.matcher(token).matches()) {
      return Future.succeededFuture(Optional.empty());
    }
    return store
        .redeem(sha256(token), now)
        .map(found -> found.map(bound -> new BoundStream(
            bound.endpoint(),
            bound.account(),
            bound.callSid(),
            bound.tenant(),
            bound.call(),
            bound.epoch())))
        .compose(
            found ->
                found.isPresent() ? Future.succeededFuture(found) : shared.take(hex(token), now),
            cause -> shared
                .take(hex(token), now)
                .compose(found -> found.isPresent()
                    ? Future.succeededFuture(found)
                    : Future.failedFuture(cause)));
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
