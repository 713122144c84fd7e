package dev.frontdesk.admin.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a token can be wrong, by a real signer. */
class TokenCheckTest {
  private static final String ISSUER = "https://login.example.com/";
  private static final List<JWK> KEYS = List.of(
      TestIssuer.RSA.toPublicJWK(),
      TestIssuer.CURVE.toPublicJWK(),
      new RSAKey.Builder(TestIssuer.RSA)
          .keyID("for-encryption")
          .keyUse(KeyUse.ENCRYPTION)
          .build(),
      new RSAKey.Builder(TestIssuer.RSA)
          .keyID("ps-only")
          .algorithm(JWSAlgorithm.PS256)
          .build());

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void aBadTokenIsRefused(String what, String token, String why) {
    String message = assertThrows(TokenRefused.class, () -> check(token)).getMessage();
    assertTrue(String.valueOf(message).contains(why), message);
  }

  static Stream<Arguments> bad() throws JOSEException {
    return Stream.of(
        arguments("no token", "a.b.c", "no signed JWT"),
        arguments("unsigned", new PlainJWT(claims().build()).serialize(), "no signed JWT"),
        arguments("unsigned, but typed", none(), "no signed JWT"),
        arguments("HS256 with the public key", hmac(), "not taken"),
        arguments("RS512", signed(TestIssuer.header(JWSAlgorithm.RS512, "rsa-1")), "not taken"),
        arguments(
            "a plain JWT",
            signed(TestIssuer.header(JWSAlgorithm.RS256, "rsa-1").type(JOSEObjectType.JWT)),
            "typ"),
        arguments(
            "no typ", signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-1")), "typ"),
        arguments(
            "an unknown crit",
            signed(TestIssuer.header(JWSAlgorithm.RS256, "rsa-1")
                .criticalParams(Set.of("x"))
                .customParam("x", "1")),
            "crit"),
        arguments(
            "a payload that is not encoded",
            signed(TestIssuer.header(JWSAlgorithm.RS256, "rsa-1")
                .criticalParams(Set.of("b64"))
                .base64URLEncodePayload(true)),
            "crit"),
        arguments(
            "no kid",
            signed(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt"))),
            "kid"),
        arguments("an unknown kid", signed(TestIssuer.header(JWSAlgorithm.RS256, "x")), "kid"),
        arguments(
            "another's key of the same name",
            TestIssuer.sign(
                TestIssuer.header(JWSAlgorithm.RS256, "rsa-1").build(),
                claims(),
                TestIssuer.rsa("rsa-1")),
            "signature"),
        arguments("its own key in its header", ownKey(), "signature"),
        arguments(
            "RS256 by the name of a curve",
            signed(TestIssuer.header(JWSAlgorithm.RS256, "ec-1")),
            "signature"),
        arguments(
            "a key for encryption",
            signed(TestIssuer.header(JWSAlgorithm.RS256, "for-encryption")),
            "signature"),
        arguments(
            "a key for another algorithm",
            signed(TestIssuer.header(JWSAlgorithm.RS256, "ps-only")),
            "signature"),
        arguments("changed claims", changed(), "signature"),
        arguments("another issuer", with(c -> c.issuer("https://login.example.com")), "iss"),
        arguments("no issuer", with(c -> c.issuer(null)), "iss"),
        arguments("another audience", with(c -> c.audience("https://else")), "aud"),
        arguments("no audience", with(c -> c.audience((String) null)), "aud"),
        arguments("expired", with(c -> c.expirationTime(at(-61))), "expired"),
        arguments("no expiry", with(c -> c.expirationTime(null)), "exp"),
        arguments("not yet", with(c -> c.notBeforeTime(at(65))), "nbf"),
        arguments("of the future", with(c -> c.issueTime(at(65))), "iat"),
        arguments("no time of issue", with(c -> c.issueTime(null)), "iat"),
        arguments("nobody's", with(c -> c.subject(null)), "sub"),
        arguments("a subject with a line end", with(c -> c.subject("a\nb")), "sub"),
        arguments("no client", with(c -> c.claim("client_id", null)), "client_id"),
        arguments("no id", with(c -> c.jwtID(null)), "jti"),
        arguments("an ID token", with(c -> c.claim("nonce", "n")), "ID token"),
        arguments("an ID token of Keycloak", with(c -> c.claim("typ", "ID")), "ID token"),
        arguments("an ID token of Cognito", with(c -> c.claim("token_use", "id")), "ID token"));
  }

  @Test
  void aGoodTokenIsTakenByEachAlgorithmThatIs() throws Exception {
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
      assertEquals(
          "user-1", check(signed(TestIssuer.header(algorithm, "rsa-1"))).subject());
    }
    assertEquals("user-1", check(with(c -> c)).subject());
    assertEquals("user-1", checkEd25519(false).subject());
    assertThrows(TokenRefused.class, () -> checkEd25519(true));
  }

  @Test
  void theClocksMayBeAMinuteApart() {
    assertEquals("user-1", check(with(c -> c.expirationTime(at(-50)))).subject());
    assertEquals("user-1", check(with(c -> c.notBeforeTime(at(50)))).subject());
  }

  @Test
  void anIssuerThatDoesNotTypeItsTokensIsTakenWhenThatIsSaid() {
    var plain = new OidcSettings(
        ISSUER, TestIssuer.AUDIENCE, "r", "a", "t", OidcSettings.Type.JWT, Set.of("RS256"));
    String token = signed(TestIssuer.header(JWSAlgorithm.RS256, "rsa-1").type(JOSEObjectType.JWT));
    assertEquals("user-1", check(plain, token, KEYS).subject());
    assertThrows(
        TokenRefused.class,
        () -> check(
            plain,
            signed(TestIssuer.header(JWSAlgorithm.RS256, "rsa-1")
                .type(new JOSEObjectType("logout+jwt"))),
            KEYS));
    assertThrows(TokenRefused.class, () -> check(plain, with(c -> c), KEYS));
  }

  @Test
  void aClaimIsFoundByNameOrPointer() {
    Token token = check(with(c -> c.claim("scope", "openid frontdesk:agency")
        .claim("https://x/roles", List.of("a", "b"))
        .claim("realm_access", Map.of("roles", List.of("c")))));
    assertEquals(List.of("openid", "frontdesk:agency"), token.words("scope"));
    assertEquals(List.of("a", "b"), token.words("https://x/roles"));
    assertEquals(List.of("c"), token.words("/realm_access/roles"));
    assertEquals(List.of(), token.words("none"));
    assertEquals(List.of(), token.words("iat"));
  }

  private static Token check(String token) {
    return check(TestIssuer.settings(ISSUER), token, KEYS);
  }

  private static Token check(OidcSettings settings, String text, List<JWK> keys) {
    var check = new TokenCheck(settings);
    SignedJWT token = check.read(text);
    String id = token.getHeader().getKeyID();
    return check.judge(
        token, keys.stream().filter(key -> id.equals(key.getKeyID())).toList(), Instant.now());
  }

  private static JWTClaimsSet.Builder claims() {
    return TestIssuer.claims(ISSUER);
  }

  private static Date at(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static String with(UnaryOperator<JWTClaimsSet.Builder> change) {
    return TestIssuer.token(ISSUER, change);
  }

  private static String signed(JWSHeader.Builder header) {
    return TestIssuer.sign(header.build(), claims(), TestIssuer.RSA);
  }

  private static String none() {
    String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"rsa-1\"}";
    return Base64URL.encode(header) + "." + Base64URL.encode(claims().build().toString()) + ".";
  }

  /** The classic: the public key, which everybody has, taken as a shared secret. */
  private static String hmac() throws JOSEException {
    var token = new SignedJWT(
        TestIssuer.header(JWSAlgorithm.HS256, "rsa-1").build(), claims().build());
    token.sign(new MACSigner(TestIssuer.RSA.toPublicJWK().toJSONString().getBytes(UTF_8)));
    return token.serialize();
  }

  private static String ownKey() {
    RSAKey own = TestIssuer.rsa("rsa-1");
    return TestIssuer.sign(
        TestIssuer.header(JWSAlgorithm.RS256, "rsa-1").jwk(own.toPublicJWK()).build(),
        claims(),
        own);
  }

  private static String changed() {
    String[] parts = with(c -> c).split("\\.", -1);
    return parts[0] + "." + Base64URL.encode(claims().subject("root").build().toString()) + "."
        + parts[2];
  }

  private static Token checkEd25519(boolean broken) throws GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    var key = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
        .keyID("ed-1")
        .build();
    var token = new SignedJWT(
        TestIssuer.header(JWSAlgorithm.EdDSA, "ed-1").build(), claims().build());
    var signer = java.security.Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(token.getSigningInput());
    byte[] signature = signer.sign();
    signature[0] ^= (byte) (broken ? 1 : 0);
    String text = new String(token.getSigningInput(), UTF_8) + "." + Base64URL.encode(signature);
    return check(TestIssuer.settings(ISSUER), text, List.of(key));
  }
}
