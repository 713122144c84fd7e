package dev.frontdesk.admin.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the issuer answers, over HTTP. */
class IssuerIT {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void itsMetadataLeadsToItsKeysWhicheverWellKnownPlaceHasThem() {
    for (TestIssuer issuer : List.of(new TestIssuer(), new TestIssuer().asAuthorizationServer())) {
      try (issuer) {
        List<JWK> keys = ask(issuer.open()).keys();
        assertEquals(List.of("rsa-1", "ec-1"), keys.stream().map(JWK::getKeyID).toList());
        assertTrue(keys.stream().noneMatch(JWK::isPrivate));
      }
    }
  }

  @Test
  void metadataOfAnotherIssuerIsNotBelieved() {
    try (var issuer = new TestIssuer().open().named("https://else.example")) {
      assertThrows(IssuerAway.class, () -> ask(issuer));
    }
  }

  @Test
  void whatIsTooLargeOrNotThereIsAnIssuerThatIsAway() {
    try (var issuer = new TestIssuer().open()) {
      for (int i = 0; i < 200; i++) {
        issuer.keys.add(TestIssuer.RSA);
      }
      issuer.keys.addAll(List.copyOf(issuer.keys));
      issuer.keys.addAll(List.copyOf(issuer.keys));
      assertThrows(IssuerAway.class, () -> ask(issuer));
      issuer.goAway();
      assertThrows(IssuerAway.class, () -> ask(issuer));
    }
  }

  @Test
  void onlyHttpsIsSafeButOnThisMachine() {
    assertTrue(OidcSettings.isSafe(URI.create("https://login.example.com/a")));
    assertTrue(OidcSettings.isSafe(URI.create("http://127.0.0.1:8080")));
    assertFalse(OidcSettings.isSafe(URI.create("http://login.example.com")));
    assertFalse(OidcSettings.isSafe(URI.create("http://127.0.0.1.example.com")));
    assertFalse(OidcSettings.isSafe(URI.create("file:///etc/passwd")));
  }

  private static Issuer.Found ask(TestIssuer issuer) {
    return new Issuer(VERTX, issuer.settings()).keys().await();
  }
}
