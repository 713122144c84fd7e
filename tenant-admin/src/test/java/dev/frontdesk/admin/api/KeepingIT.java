package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tenant keeps of its calls, and what of them is masked, is said with the tenant. */
class KeepingIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final TestApi api = new TestApi(server);
  private final String tenant = "/v1/tenants/" + house.tenant;

  @AfterEach
  void close() {
    api.close();
  }

  private JsonObject body() {
    return new JsonObject()
        .put("key", house.mark)
        .put("name", "Bakery")
        .put("region", "SK")
        .put("zone", "UTC");
  }

  private Reply put(JsonObject body) {
    return api.put(tenant, house.key(Role.AGENCY), body.encode());
  }

  @Test
  void cardsAreMaskedUnlessTheTenantWantsOtherwise() {
    assertEquals(new JsonArray().add("card-number"), put(body()).json().getJsonArray("redact"));
    JsonArray none = new JsonArray();
    assertEquals(none, put(body().put("redact", none)).json().getJsonArray("redact"));
    var all = new JsonArray().add("us-ssn").add("iban").add("card-number");
    assertEquals(
        new JsonArray().add("card-number").add("iban").add("us-ssn"),
        put(body().put("redact", all)).json().getJsonArray("redact"));
    assertEquals(
        new JsonArray().add("card-number").add("iban").add("us-ssn"),
        api.get(tenant, house.key(Role.VIEWER)).json().getJsonArray("redact"));
    assertEquals(400, put(body().put("redact", new JsonArray().add("name"))).status());
  }

  @Test
  void whatWasSaidIsKeptNoLongerThanTheCall() {
    JsonObject kept =
        put(body().put("retentionDays", 30).put("transcriptDays", 30)).json();
    assertEquals(30, kept.getInteger("transcriptDays"));
    assertEquals(
        400, put(body().put("retentionDays", 30).put("transcriptDays", 31)).status());
    assertEquals(400, put(body().put("transcriptDays", 91)).status());
    assertEquals(null, put(body()).json().getInteger("transcriptDays"));
  }
}
