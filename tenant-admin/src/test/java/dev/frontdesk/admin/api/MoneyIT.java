package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an agency may use, what it adds, and what it and its tenants see of that. */
class MoneyIT {
  private static final TestServer SERVER = new TestServer();
  private static final TestApi API = new TestApi(SERVER);

  private final House house = House.create(SERVER);
  private final String agency = "/v1/agencies/" + house.agency;
  private final String tenant = "/v1/tenants/" + house.tenant;

  @AfterAll
  static void close() {
    API.close();
  }

  @Test
  void theMarkUpIsTheAgencysOwnToTwoDecimals() {
    Reply set = API.put(agency + "/markup", house.key(Role.AGENCY), "{\"percent\":12.50}");

    assertEquals(200, set.status(), set.body());
    assertEquals(
        12.5, API.get(agency + "/markup", house.key(Role.AGENCY)).json().getDouble("percent"));
    assertEquals(
        400,
        API.put(agency + "/markup", house.key(Role.AGENCY), "{\"percent\":0.125}")
            .status());
    assertEquals(
        403,
        API.put(agency + "/limits", house.key(Role.AGENCY), "{\"concurrentCalls\":9}")
            .status());
  }

  @Test
  void whatTheTenantsCallersHearBeyondALimitIsKept() {
    String body = """
        {"key":"%s","name":"x","region":"SK","zone":"UTC","limits":{"concurrentCalls":3,"longestCallSeconds":60,
         "longestSilenceSeconds":30,"monthlyBudgetMicros":5,"exceededCode":603,"exceededSentence":"Later, please."}}""".formatted(house.mark);

    assertEquals(200, API.put(tenant, house.key(Role.AGENCY), body).status());

    assertEquals(
        new JsonObject(body).getJsonObject("limits"),
        API.get(tenant, house.key(Role.TENANT)).json().getJsonObject("limits"));
  }
}
