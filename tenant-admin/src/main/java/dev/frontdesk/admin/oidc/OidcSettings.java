package dev.frontdesk.admin.oidc;

import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose tokens are taken, and what their claims mean.
 *
 * @param issuer exactly as tokens name it; https, or http of this very machine
 * @param audience by which the issuer names this API
 * @param roleClaim name of a claim, or a JSON pointer into the claims
 * @param agencyClaim likewise; its value is the id of an agency
 * @param tenantClaim likewise; its value is the id of a tenant
 * @param type what the header {@code typ} has to say
 * @param algorithms that may have signed; see {@link #KNOWN_ALGORITHMS}
 */
public record OidcSettings(
    String issuer,
    String audience,
    String roleClaim,
    String agencyClaim,
    String tenantClaim,
    Type type,
    Set<String> algorithms) {
  /** Signatures only: with an HMAC whoever can check a token can also make one. */
  public static final Set<String> KNOWN_ALGORITHMS = Set.of("RS256", "PS256", "ES256", "EdDSA");

  /** What a token says it is. */
  public enum Type {
    /** An access token of RFC 9068: {@code at+jwt}. */
    AT_JWT,
    /** Also a plain {@code JWT}, of issuers that do not tell access tokens apart. */
    JWT
  }

  public OidcSettings {
    issuer(issuer);
    algorithms = algorithms(algorithms);
    if (Stream.of(audience, roleClaim, agencyClaim, tenantClaim).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("no such audience or claim");
    }
  }

  /**
   * @return {@code text}
   * @throws IllegalArgumentException if it can be no issuer
   */
  public static String issuer(String text) {
    URI url = URI.create(text);
    if (!isSafe(url) || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("no such issuer");
    }
    return text;
  }

  /**
   * @return {@code some}
   * @throws IllegalArgumentException if they are none, or not all of {@link #KNOWN_ALGORITHMS}
   */
  public static Set<String> algorithms(Set<String> some) {
    if (some.isEmpty() || !KNOWN_ALGORITHMS.containsAll(some)) {
      throw new IllegalArgumentException("no such algorithms");
    }
    return Set.copyOf(some);
  }

  /** Whether nobody between can change what is read from there. */
  static boolean isSafe(URI url) {
    String host = url.getHost();
    return host != null
        && ("https".equals(url.getScheme())
            || ("http".equals(url.getScheme())
                && Set.of("localhost", "127.0.0.1", "[::1]").contains(host)));
  }
}
