package dev.frontdesk.admin.oidc;

import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** Access tokens of one issuer. Nothing is asked of it before the first token comes, so a start never waits for it. */
public final class Tokens {
  private final TokenCheck check;
  private final Issuer issuer;
  private final IssuerKeys keys;
  private final InstantSource clock;

  public Tokens(Vertx vertx, OidcSettings settings, InstantSource clock) {
    this.check = new TokenCheck(settings);
    this.issuer = new Issuer(vertx, settings);
    this.keys = new IssuerKeys(issuer::keys, clock);
    this.clock = clock;
  }

  /** Whether {@code bearer} looks like a token; an API key has no dot. */
  public static boolean isToken(String bearer) {
    return bearer.indexOf('.') >= 0;
  }

  /** Fails with {@link TokenRefused}, or {@link IssuerAway}. */
  public Future<Token> check(String text) {
    SignedJWT token;
    try {
      token = check.read(text);
    } catch (TokenRefused refused) {
      return Future.failedFuture(refused);
    }
    return keys.named(token.getHeader().getKeyID())
        .map(named -> check.judge(token, named, clock.instant()));
  }

  /** Whether a token that was good is so still: neither expired, nor its key taken back. Asks nobody. */
  public boolean isStillGood(Token token) {
    return clock.instant().isBefore(token.expiresAt()) && keys.has(token.keyId());
  }

  public Future<Void> close() {
    return issuer.close();
  }
}
