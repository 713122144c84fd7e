package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.frontdesk.admin.api.TestApi.Reply;
import dev.frontdesk.admin.oidc.TestIssuer;
import dev.frontdesk.store.Walls;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tokens of a real issuer at the real API. */
class OidcIT {
  private static final TestServer SERVER = new TestServer();
  private static final House HOUSE = House.create(SERVER);
  private static final String TENANT = "/v1/tenants/" + HOUSE.tenant;

  @Test
  void aTokenIsWhoItsClaimsSayAndTheAuditNamesSubjectAndIssuer() {
    try (var issuer = new TestIssuer().open();
        var api = api(issuer)) {
      String admin = HOUSE.token(issuer, Role.TENANT);
      assertEquals(200, api.get(TENANT, admin).status());
      assertEquals(
          201,
          api.post(TENANT + "/keys", admin, "{\"name\":\"n\",\"role\":\"viewer\"}")
              .status());
      assertEquals(
          List.of("oidc %s-tenant (%s)".formatted(HOUSE.mark, issuer.issuer())),
          SERVER.ask("SELECT actor FROM audit WHERE action = 'key.create' AND tenant_id = '"
              + HOUSE.tenant + "'"));
      assertEquals(1, issuer.asked.get());
      assertEquals(200, api.get(TENANT, HOUSE.key(Role.VIEWER)).status());
    }
  }

  @Test
  void aRefusalSaysWhyInTheWordsOfRfc6750() {
    try (var issuer = new TestIssuer().open();
        var api = api(issuer)) {
      Reply expired = api.get(TENANT, token(issuer, c -> c.expirationTime(in(-90))));
      assertEquals(401, expired.status());
      assertEquals("the token has expired", expired.json().getString("detail"));
      assertEquals(
          "Bearer realm=\"frontdesk\", error=\"invalid_token\", error_description=\"the token has expired\"",
          expired.header("www-authenticate"));
      assertEquals("Bearer realm=\"frontdesk\"", api.get(TENANT, "").header("www-authenticate"));
      Reply forbidden = api.delete(TENANT, HOUSE.token(issuer, Role.VIEWER));
      assertEquals(403, forbidden.status());
      assertEquals(
          "Bearer realm=\"frontdesk\", error=\"insufficient_scope\", scope=\"platform agency\"",
          forbidden.header("www-authenticate"));
      assertEquals(401, api.get(TENANT, "e30.e30." + "x".repeat(6_000)).status());
    }
  }

  @Test
  void claimsThatDoNotFitTogetherOpenNothing() {
    House other = House.create(SERVER);
    try (var issuer = new TestIssuer().open();
        var api = api(issuer)) {
      for (UnaryOperator<JWTClaimsSet.Builder> wrong : List.<UnaryOperator<JWTClaimsSet.Builder>>of(
          c -> c.claim("frontdesk_agency", other.agency.toString()),
          c -> c.claim("frontdesk_agency", UUID.randomUUID().toString()),
          c -> c.claim("frontdesk_agency", null),
          c -> c.claim("frontdesk_tenant", null),
          c -> c.claim("frontdesk_tenant", "x"),
          c -> c.claim("frontdesk_tenant", List.of(HOUSE.tenant + "", other.tenant + "")),
          c -> c.claim("frontdesk_role", null),
          c -> c.claim("frontdesk_role", "owner"),
          c -> c.claim("frontdesk_role", List.of("viewer", "tenant")),
          c -> c.claim("frontdesk_role", "agency"),
          c -> c.claim("frontdesk_role", "platform"))) {
        Reply reply = api.get(TENANT, token(issuer, wrong));
        assertEquals(403, reply.status(), reply.body());
      }
      assertEquals(200, api.get(TENANT, token(issuer, c -> c)).status());
      assertEquals(
          200,
          api.get(TENANT, token(issuer, c -> c.claim("frontdesk_role", "x frontdesk:viewer")))
              .status());
    }
  }

  @Test
  void keysAreRotatedAndOutliveAnOutage() {
    try (var issuer = new TestIssuer();
        var api = api(issuer.open())) {
      String good = HOUSE.token(issuer, Role.TENANT);
      assertEquals(200, api.get(TENANT, good).status());
      issuer.rotate("ec-2");
      String newer = HOUSE.token(issuer, Role.TENANT);
      assertEquals(200, api.get(TENANT, newer).status());
      assertEquals(401, api.get(TENANT, good).status());

      issuer.goAway();
      assertEquals(200, api.get(TENANT, newer).status());
    }
  }

  @Test
  void aStartDoesNotWaitForTheIssuerAndTheFirstTokenAfterwardsIsTaken() {
    try (var issuer = new TestIssuer().open()) {
      String good = HOUSE.token(issuer, Role.TENANT);
      var settings = TestApi.SETTINGS.withOidc(issuer.settings());
      issuer.goAway();
      try (var api = new TestApi(SERVER, Walls.BOTH, settings)) {
        Reply reply = api.get(TENANT, good);
        assertEquals(503, reply.status(), reply.body());
        assertEquals("5", reply.header("retry-after"));
        assertEquals(200, api.get(TENANT, HOUSE.key(Role.VIEWER)).status());

        issuer.open();
        assertEquals(200, patiently(api, good));
      }
    }
  }

  @Test
  void anAddressThatGuessesTokensHasToWaitButNotAGoodToken() {
    var strict = new ApiSettings(
        Optional.empty(), 1_000, 1_000, 3, Duration.ofMinutes(1), Duration.ofSeconds(30));
    try (var issuer = new TestIssuer().open();
        var api = new TestApi(SERVER, Walls.BOTH, strict.withOidc(issuer.settings()))) {
      for (int i = 0; i < 3; i++) {
        assertEquals(401, api.get(TENANT, "a.b.c" + i).status());
      }
      assertEquals(429, api.get(TENANT, "a.b.c").status());
      assertEquals(429, api.get(TENANT, "fd_guess").status());
      assertEquals(200, api.get(TENANT, HOUSE.token(issuer, Role.TENANT)).status());
    }
  }

  @Test
  void aSubjectThatAsksTooOftenHasToWaitWhicheverTokenItUses() {
    var strict =
        new ApiSettings(Optional.empty(), 1, 2, 100, Duration.ofMinutes(1), Duration.ofSeconds(30));
    try (var issuer = new TestIssuer().open();
        var api = new TestApi(SERVER, Walls.BOTH, strict.withOidc(issuer.settings()))) {
      assertEquals(200, api.get(TENANT, HOUSE.token(issuer, Role.TENANT)).status());
      assertEquals(200, api.get(TENANT, HOUSE.token(issuer, Role.TENANT)).status());
      assertEquals(429, api.get(TENANT, HOUSE.token(issuer, Role.TENANT)).status());
      assertEquals(200, api.get(TENANT, HOUSE.token(issuer, Role.VIEWER)).status());
    }
  }

  @Test
  void aFeedEndsWithTheTokenThatOpenedIt() {
    try (var issuer = new TestIssuer().open();
        var api = api(issuer)) {
      String brief = token(issuer, c -> c.expirationTime(in(3)));
      String told = api.send("GET", TENANT + "/events", brief, "", Map.of()).body();
      assertTrue(told.endsWith("event: end\ndata: {\"reason\":\"revoked\"}\n\n"), told);
    }
  }

  @Test
  void withoutAnIssuerATokenIsNoKey() {
    try (var issuer = new TestIssuer().open();
        var api = new TestApi(SERVER)) {
      assertEquals(401, api.get(TENANT, HOUSE.token(issuer, Role.TENANT)).status());
    }
  }

  /** Once the pause after a question in vain is over. */
  private static int patiently(TestApi api, String token) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    int status = api.get(TENANT, token).status();
    while (status == 503 && System.nanoTime() < deadline) {
      status = api.get(TENANT, token).status();
    }
    return status;
  }

  private static TestApi api(TestIssuer issuer) {
    return new TestApi(SERVER, Walls.BOTH, TestApi.SETTINGS.withOidc(issuer.settings()));
  }

  private static String token(TestIssuer issuer, UnaryOperator<JWTClaimsSet.Builder> change) {
    return issuer.token(claims -> change.apply(claims
        .claim("frontdesk_role", "tenant")
        .claim("frontdesk_agency", HOUSE.agency.toString())
        .claim("frontdesk_tenant", HOUSE.tenant.toString())));
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }
}
