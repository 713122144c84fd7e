package dev.frontdesk.admin.oidc;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a token is an access token of the issuer for us, now (RFC 8725, RFC 9068). Pure: keys and time are given. */
final class TokenCheck {
  /** How far the issuer's clock and ours may be apart. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private static final int LONGEST_KEY_ID = 200;

  /** Only ID tokens have them; {@code nonce} and the hashes bind one to a browser's sign-in. */
  private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash", "s_hash");

  private final OidcSettings settings;

  TokenCheck(OidcSettings settings) {
    this.settings = settings;
  }

  /**
   * What can be judged without a key.
   *
   * @throws TokenRefused saying why
   */
  SignedJWT read(String text) {
    SignedJWT token = parsed(text);
    JWSHeader header = token.getHeader();
    refuseIf(
        !settings.algorithms().contains(header.getAlgorithm().getName()),
        "the token is signed in a way that is not taken");
    refuseIf(!typeFits(header), "the token is no access token: wrong typ");
    refuseIf(
        header.getCriticalParams() != null || !header.isBase64URLEncodePayload(),
        "the token asks for an unknown extension: crit");
    String keyId = header.getKeyID();
    refuseIf(
        keyId == null || keyId.isEmpty() || keyId.length() > LONGEST_KEY_ID,
        "the token does not say which key signed it: kid");
    return token;
  }

  /**
   * @param token as {@link #read}
   * @param named the issuer's keys of that id
   * @throws TokenRefused saying why
   */
  Token judge(SignedJWT token, List<JWK> named, Instant now) {
    refuseIf(named.isEmpty(), "the issuer has no such key: kid");
    refuseIf(
        named.stream().noneMatch(key -> Signature.isBy(key, token)),
        "the token's signature is wrong");
    JWTClaimsSet claims = claims(token);
    refuseIf(!settings.issuer().equals(claims.getIssuer()), "the token is another issuer's: iss");
    refuseIf(
        !claims.getAudience().contains(settings.audience()), "the token is not meant for us: aud");
    Instant expires = present(
            claims.getExpirationTime(), "the token does not say until when it is good: exp")
        .toInstant();
    refuseIf(!now.isBefore(expires.plus(SKEW)), "the token has expired");
    Date from = claims.getNotBeforeTime();
    refuseIf(
        from != null && now.isBefore(from.toInstant().minus(SKEW)),
        "the token is not good yet: nbf");
    Instant issued = present(
            claims.getIssueTime(), "the token does not say since when it is good: iat")
        .toInstant();
    refuseIf(now.isBefore(issued.minus(SKEW)), "the token is of the future: iat");
    refuseIf(isIdToken(claims), "an ID token is no access token");
    String subject = present(claims.getSubject(), "the token names nobody: sub");
    refuseIf(!subject.matches("[!-~]{1,255}"), "the token names nobody: sub");
    refuseIf(
        isTyped(token.getHeader()) && (isMissing(claims, "client_id") || isMissing(claims, "jti")),
        "the token lacks client_id or jti");
    return new Token(
        settings.issuer(),
        subject,
        expires,
        token.getHeader().getKeyID(),
        Token.claims(claims.getClaims()));
  }

  private boolean typeFits(JWSHeader header) {
    String plain = type(header);
    return isTyped(header)
        || (settings.type() == OidcSettings.Type.JWT && (plain.isEmpty() || plain.equals("jwt")));
  }

  private static boolean isTyped(JWSHeader header) {
    String type = type(header);
    return type.equals("at+jwt") || type.equals("application/at+jwt");
  }

  private static String type(JWSHeader header) {
    return header.getType() == null ? "" : header.getType().getType().toLowerCase(Locale.ROOT);
  }

  /** Of issuers that do not use {@code at+jwt}: Keycloak marks ID tokens by {@code typ}, Cognito by {@code token_use}. */
  private static boolean isIdToken(JWTClaimsSet claims) {
    Map<String, Object> all = claims.getClaims();
    return OF_ID_TOKENS.stream().anyMatch(all::containsKey)
        || "ID".equals(all.get("typ"))
        || "id".equals(all.get("token_use"));
  }

  private static boolean isMissing(JWTClaimsSet claims, String name) {
    return !(claims.getClaim(name) instanceof String text) || text.isEmpty();
  }

  private static SignedJWT parsed(String text) {
    try {
      return SignedJWT.parse(text);
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefused("the token is no signed JWT");
    }
  }

  private static JWTClaimsSet claims(SignedJWT token) {
    try {
      return token.getJWTClaimsSet();
    } catch (ParseException e) {
      throw new TokenRefused("the token's claims cannot be read");
    }
  }

  private static <T> T present(@Nullable T claim, String why) {
    if (claim == null) {
      throw new TokenRefused(why);
    }
    return claim;
  }

  private static void refuseIf(boolean wrong, String why) {
    if (wrong) {
      throw new TokenRefused(why);
    }
  }
}
