package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel is made, keeps its address for itself, is tested, and a message shows whom it was told. */
class ChannelsIT {
  private static final String ADDRESS = "https://hooks.slack.example/services/T0/B0/secret";

  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final TestApi api = new TestApi(server);
  private final String key = house.key(Role.TENANT);
  private final String tenant = "/v1/tenants/" + house.tenant;
  private final String slack = tenant + "/channels/slack";

  @AfterEach
  void close() {
    api.close();
  }

  private static JsonObject chat() {
    return new JsonObject()
        .put("kind", "slack")
        .put("url", ADDRESS)
        .put("events", new JsonArray().add("message.taken"));
  }

  private static JsonObject mail() {
    return new JsonObject()
        .put("kind", "email")
        .put("recipients", new JsonArray().add("jana@bakery.example"))
        .put("events", new JsonArray().add("message.taken"));
  }

  private Reply saved(String path, JsonObject body) {
    Reply reply = api.send("PUT", path, key, body.encode(), Map.of());
    assertEquals(200, reply.status(), reply.body());
    return reply;
  }

  private String sealed() {
    return server.ask("""
        SELECT s.id::text FROM webhook_secret s JOIN webhook w ON w.id = s.webhook_id
        WHERE w.tenant_id = '%s' AND w.name = 'slack'""".formatted(house.tenant)).get(0);
  }

  @Test
  void theAddressOfAChatIsKeptAndNeverShown() {
    Reply made = saved(slack, chat());
    assertEquals("https://hooks.slack.example:443", made.json().getString("host"));
    String sealed = sealed();

    JsonObject without = chat().put("personal", false);
    without.remove("url");
    Reply changed = api.put(slack, key, without.encode());

    assertEquals(200, changed.status(), changed.body());
    assertEquals(false, changed.json().getBoolean("personal"));
    assertEquals(sealed, sealed());
    assertFalse(
        (made.body() + changed.body() + api.get(tenant + "/settings", key).body())
            .contains("/services/"));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertEquals("/url", wrong(chat().put("url", "http://hooks.slack.example/")));
    assertEquals("/url", wrong(chat().put("url", "https://169.254.169.254/")));
    JsonObject nowhere = chat();
    nowhere.remove("url");
    assertEquals("/url", wrong(nowhere));
    assertEquals("/url", wrong(mail().put("url", ADDRESS)));
    assertEquals(
        "/recipients", wrong(chat().put("recipients", new JsonArray().add("a@b.example"))));
    assertEquals("/recipients", wrong(mail().put("recipients", new JsonArray())));
    assertEquals(
        "/recipients/0",
        wrong(mail().put("recipients", new JsonArray().add("a@b.example\r\nBcc: c@d.example"))));
    assertEquals("/kind", wrong(mail().put("kind", "webhook")));
    assertEquals("/recipients", wrong(mail().put("kind", "sms")));
    assertEquals(
        "/recipients", wrong(mail().put("recipients", new JsonArray().add("+421900000001"))));
    assertEquals("/live", wrong(mail().put("live", true)));
    assertEquals("/live", wrong(chat().put("live", true).put("personal", false)));
    assertEquals("/forum", wrong(chat().put("forum", true)));
    saved(slack, chat());
    Reply other = api.put(slack, key, mail().encode());
    assertEquals("/kind", other.json().getJsonArray("errors").getJsonObject(0).getString("field"));
  }

  private String wrong(JsonObject body) {
    Reply reply = api.send("PUT", tenant + "/channels/wrong", key, body.encode(), Map.of());
    assertEquals(400, reply.status(), reply.body());
    return reply.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }

  @Test
  void aTestIsOnItsWayUntilTheChannelIsDisabled() {
    saved(slack, chat());
    Reply sent = api.post(slack + "/test", key, "");
    assertEquals("waiting", sent.json().getString("state"));

    saved2(chat().put("enabled", false));

    JsonObject given =
        api.get(slack + "/deliveries", key).json().getJsonArray("items").getJsonObject(0);
    assertEquals("failed", given.getString("state"));
    assertEquals("the webhook was disabled", given.getString("lastError"));
    assertEquals(409, api.post(slack + "/test", key, "").status());
    assertEquals(
        409,
        api.post(slack + "/deliveries/" + given.getString("id") + "/replay", key, "")
            .status());
  }

  private void saved2(JsonObject body) {
    Reply reply = api.put(slack, key, body.encode());
    assertEquals(200, reply.status(), reply.body());
  }

  @Test
  void webhooksAndChannelsAreNotTakenForEachOther() {
    saved(slack, chat());
    String id = server
        .ask("SELECT id FROM webhook WHERE name = 'slack' AND tenant_id = '" + house.tenant + "'")
        .get(0);
    assertEquals(404, api.get(tenant + "/webhooks/" + id, key).status());
    assertFalse(api.get(tenant + "/webhooks", key).body().contains(id));
  }

  @Test
  void settingsMakeChangeAndRemoveChannelsAndKeepAddresses() {
    saved(slack, chat());
    String sealed = sealed();
    Reply applied = api.put(tenant + "/settings", key, """
        {"channels": [{"name": "slack", "kind": "slack", "events": ["call.missed"]},
                      {"name": "office", "kind": "email", "recipients": ["a@b.example"], "events": ["message.taken"]}]}""");
    assertEquals(200, applied.status(), applied.body());
    assertEquals(
        applied.body(), api.put(tenant + "/settings", key, applied.body()).body());
    assertEquals(sealed, sealed());
    assertEquals(
        List.of("office", "slack"),
        server.ask("SELECT name FROM webhook WHERE name IS NOT NULL AND tenant_id = '%s' ORDER BY 1"
            .formatted(house.tenant)));
    Reply without = api.put(
        tenant + "/settings",
        key,
        "{\"channels\": [{\"name\": \"new\", \"kind\": \"discord\", \"events\": [\"message.taken\"]}]}");
    assertEquals(400, without.status(), without.body());
    assertEquals(
        "/channels/0/url",
        without.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    assertNull(api.get(tenant + "/settings", house.key(Role.VIEWER)).json().getValue("channels"));
  }

  @Test
  void aMessageShowsWhomItWasToldWhenAndWithWhichAnswer() {
    saved(tenant + "/channels/office", mail());
    server.run("""
        WITH event AS (
          INSERT INTO outbox (tenant_id, agency_id, call_id, kind, payload)
          SELECT tenant_id, agency_id, call_id, 'message.taken', json_build_object('id', id) FROM message WHERE id = '%s' RETURNING id)
        SELECT 1""".formatted(house.ids.get("message")));
    String message = tenant + "/messages/" + house.ids.get("message");
    JsonObject waiting = office(api.get(message, key).json());
    assertEquals("waiting", waiting.getString("state"));

    server.run("""
        UPDATE webhook_delivery d SET delivered_at = now(), attempts = 1, attempted_at = now(), last_status = 250,
          answer = 'accepted as x', told = '{jana@bakery.example}'
        FROM webhook w WHERE w.id = d.webhook_id AND w.name = 'office' AND w.tenant_id = '%s'""".formatted(house.tenant));

    JsonObject told = office(api.get(message, house.key(Role.VIEWER)).json());
    assertEquals("delivered", told.getString("state"));
    assertEquals("email", told.getString("kind"));
    assertEquals(List.of("jana@bakery.example"), told.getJsonArray("recipients").getList());
    assertEquals("accepted as x", told.getString("answer"));
    assertEquals(250, told.getInteger("status"));
  }

  private static JsonObject office(JsonObject message) {
    return message.getJsonArray("deliveries").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals("office"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTenantHasOnlySoMany() {
    for (int i = 1; i < ChannelRoutes.MOST; i++) {
      saved(tenant + "/channels/c" + i, mail());
    }
    assertEquals(
        409,
        api.send("PUT", tenant + "/channels/more", key, mail().encode(), Map.of())
            .status());
  }
}
