package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.EndpointStore.Kind;
import dev.frontdesk.store.SecretVault;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A number resolves only through its own endpoint: nobody reaches another agency's tenant by putting its number into a header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsIT {
  private static final String SOUTH = "00000000-0000-0000-0000-00000000000c";
  private static final String SOUTH_SECRET = "whsec_" + base64("south-south-south-south");

  private final SecretVault vault =
      SecretVault.of(Secret.of(base64("0123456789abcdef0123456789abcdef")));
  private TestGateway desk;
  private EndpointId south;

  @BeforeAll
  void open() {
    desk = new TestGateway(settings -> settings, vault, 0);
    desk.server.run("""
        INSERT INTO agency (id, name) VALUES ('%1$s', 'South');
        INSERT INTO tenant (id, agency_id, key, name) VALUES ('00000000-0000-0000-0000-0000000000d1', '%1$s', 'dentist', 'Dentist');
        INSERT INTO profile_version (tenant_id, agency_id, version, state, greeting) VALUES
          ('00000000-0000-0000-0000-0000000000d1', '%1$s', 1, 'published', 'Dentist, good day.');
        """.formatted(SOUTH));
    south = TestGateway.await(desk.database.inAgency(
        AgencyId.of(SOUTH),
        stores -> stores.endpoints().create("openai", "South", desk.world.baseUrl(), null)));
    addSecret(Kind.API_KEY, "sk-test");
    addSecret(Kind.WEBHOOK, SOUTH_SECRET);
    desk.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100009', '00000000-0000-0000-0000-0000000000d1', '%s', '%s');
        """.formatted(SOUTH, south));
    TestGateway.await(desk.directory.refresh());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void aTenantIsReachedThroughItsOwnEndpoint() {
    var report = desk.place(south(), """
        to: "+15550100009"
        secret: %s
        steps: [ greeting, hang-up ]
        expect: { agent-says: [ Dentist ] }
        """.formatted(SOUTH_SECRET));
    assertEquals(List.of(), report.broken());
  }

  @Test
  void anotherAgencysNumberInAHeaderReachesNobody() {
    var report = desk.place(south(), """
        to: "+15550100001"
        secret: %s
        steps: [ wait-for-end ]
        expect: { outcome: rejected 404, accepts: 0 }
        """.formatted(SOUTH_SECRET));
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of(SOUTH),
        desk.eventually(
            "SELECT agency_id FROM endpoint_refusal WHERE provider_call_id = '" + report.callId()
                + "'",
            rows -> rows.size() == 1));
  }

  @Test
  void theSecretOfOneEndpointOpensNoOther() {
    var report = desk.place(desk.webhook(), """
        to: "+15550100001"
        secret: %s
        steps: [ wait-for-end ]
        expect: { outcome: webhook-refused 401 }
        """.formatted(SOUTH_SECRET));
    assertEquals(List.of(), report.broken());
  }

  private URI south() {
    return URI.create(desk.webhook() + "/" + south);
  }

  private void addSecret(Kind kind, String secret) {
    TestGateway.await(desk.database.inAgency(
        AgencyId.of(SOUTH),
        stores -> stores.endpoints().addSecret(south, kind, Secret.of(secret), vault)));
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
