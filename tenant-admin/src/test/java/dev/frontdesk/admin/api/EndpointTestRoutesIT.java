package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints of agencies and tenants: tested, and kept away from addresses that are not public. */
class EndpointTestRoutesIT {
  private static final String EDIT = "{\"baseUrl\":\"%s\"}";
  private final TestServer server = new TestServer();
  private final House house = House.create(server);

  @Test
  void whatANodeFoundIsToldAndThatItWasAskedIsKept() {
    try (var api = new TestApi(server)) {
      Reply reply = api.post(ofTenant(), house.key(Role.TENANT), "");
      assertEquals(
          new JsonObject()
              .put("ok", false)
              .put("reason", "bad-key")
              .put("detail", "refused")
              .put("ms", 7),
          reply.json());
      assertEquals(200, api.post(ofAgency(), house.key(Role.AGENCY), "").status());
      assertEquals(
          Set.of(house.ids.get("endpoint"), house.ids.get("agency.endpoint")),
          Set.copyOf(server.ask("SELECT subject FROM audit WHERE action = 'endpoint.test'")));
    }
  }

  @Test
  void withoutANodeThatAnswersCallsNothingIsFound() {
    try (var api = new TestApi(server)) {
      api.withoutAcceptance();
      Reply reply = api.post(ofTenant(), house.key(Role.TENANT), "");
      assertEquals(503, reply.status(), reply.body());
      assertTrue(reply.body().contains("no-acceptance"), reply.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/v1",
        "https://169.254.169.254/v1",
        "https://10.0.0.1/v1",
        "https://api.example:22/v1"
      })
  void anAddressThatCanNeverBePublicIsNotSaved(String address) {
    try (var api = new TestApi(server)) {
      String key = house.key(Role.TENANT);
      String body = EDIT.formatted(address);
      Reply created = api.post("/v1/tenants/" + house.tenant + "/endpoints", key, body);
      assertEquals(400, created.status(), created.body());
      assertTrue(created.body().contains("/baseUrl"), created.body());
      assertEquals(400, api.put(ofTenant().replace("/tests", ""), key, body).status());
    }
  }

  private String ofTenant() {
    return "/v1/tenants/" + house.tenant + "/endpoints/" + house.ids.get("endpoint") + "/tests";
  }

  private String ofAgency() {
    return "/v1/agencies/" + house.agency + "/endpoints/" + house.ids.get("agency.endpoint")
        + "/tests";
  }
}
