package dev.frontdesk.admin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An issuer that really signs, and serves its keys over HTTP once it is opened. */
public final class TestIssuer implements AutoCloseable {
  public static final String AUDIENCE = "https://frontdesk.test/v1";
  public static final RSAKey RSA = rsa("rsa-1");
  public static final ECKey CURVE = curve("ec-1");

  /** Public halves of these are served. */
  public final List<JWK> keys = new CopyOnWriteArrayList<>(List.of(RSA, CURVE));

  /** Questions for its keys. */
  public final AtomicInteger asked = new AtomicInteger();

  private final Vertx vertx = Vertx.vertx();
  private ECKey signing = CURVE;
  private HttpServer server = vertx.createHttpServer();
  private int port;
  private String path = "/.well-known/openid-configuration";
  private String name = "";

  /** Listens on a free port, then on the same again. */
  public TestIssuer open() {
    server = vertx
        .createHttpServer()
        .requestHandler(this::answer)
        .listen(port, "127.0.0.1")
        .await();
    port = server.actualPort();
    return this;
  }

  /** Its metadata is where RFC 8414 has it. */
  TestIssuer asAuthorizationServer() {
    path = "/.well-known/oauth-authorization-server";
    return this;
  }

  /** Its metadata says that it is another. */
  TestIssuer named(String other) {
    name = other;
    return this;
  }

  public String issuer() {
    return "http://127.0.0.1:" + port;
  }

  /** Nobody listens any more. */
  public void goAway() {
    server.close().await();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  public OidcSettings settings() {
    return settings(issuer());
  }

  static OidcSettings settings(String issuer) {
    return new OidcSettings(
        issuer,
        AUDIENCE,
        "frontdesk_role",
        "frontdesk_agency",
        "frontdesk_tenant",
        OidcSettings.Type.AT_JWT,
        OidcSettings.KNOWN_ALGORITHMS);
  }

  /** A good token, changed by {@code change}. */
  public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(
        header(JWSAlgorithm.ES256, signing.getKeyID()).build(),
        change.apply(claims(issuer())),
        signing);
  }

  /** Signs with a new key from now on, and serves that one only. */
  public void rotate(String id) {
    signing = curve(id);
    keys.clear();
    keys.add(signing);
  }

  static String token(String issuer, UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(header(JWSAlgorithm.ES256, "ec-1").build(), change.apply(claims(issuer)), CURVE);
  }

  static JWSHeader.Builder header(JWSAlgorithm algorithm, String key) {
    return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt")).keyID(key);
  }

  static JWTClaimsSet.Builder claims(String issuer) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(AUDIENCE)
        .subject("user-1")
        .claim("client_id", "console")
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  static String sign(JWSHeader header, JWTClaimsSet.Builder claims, JWK key) {
    try {
      JWSSigner signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
      var token = new SignedJWT(header, claims.build());
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  public static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2_048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  public static ECKey curve(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(HttpServerRequest request) {
    if (request.path().equals(path)) {
      request
          .response()
          .end(new JsonObject()
              .put("issuer", name.isEmpty() ? issuer() : name)
              .put("jwks_uri", issuer() + "/keys")
              .encode());
    } else if (request.path().equals("/keys")) {
      asked.incrementAndGet();
      request.response().end(new JWKSet(List.copyOf(keys)).toString(true));
    } else {
      request.response().setStatusCode(404).end();
    }
  }
}
