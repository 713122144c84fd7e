package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook is made, shown without its secret, rotated, tested, and its deliveries are looked at and sent again. */
class WebhooksIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final TestApi api = new TestApi(server);
  private final String key = house.key(Role.TENANT);
  private final String webhooks = "/v1/tenants/" + house.tenant + "/webhooks";
  private final String agencys = "/v1/agencies/" + house.agency + "/webhooks";

  @AfterEach
  void close() {
    api.close();
  }

  private static JsonObject body() {
    return new JsonObject()
        .put("url", "https://crm.example/hook")
        .put("events", new JsonArray().add("message.taken"));
  }

  private Reply made() {
    Reply reply = api.post(webhooks, key, body().encode());
    assertEquals(201, reply.status(), reply.body());
    return reply;
  }

  @Test
  void theSecretIsShownWhenItIsMadeAndNotAgain() {
    Reply made = made();
    String secret = made.json().getString("secret");
    assertEquals(32, Base64.getDecoder().decode(secret.substring("whsec_".length())).length);
    Reply read = api.get(made.header("location"), key);
    assertNull(read.json().getString("secret"));
    assertEquals(made.header("etag"), read.header("etag"));
    assertFalse(api.get(webhooks, key).body().contains(secret));
  }

  @Test
  void rotatedTheOldSecretSignsAlongForADay() {
    Reply made = made();
    Reply rotated = api.post(made.header("location") + "/rotate", key, "");
    assertEquals(201, rotated.status(), rotated.body());
    assertNotEquals(made.json().getString("secret"), rotated.json().getString("secret"));
    assertEquals("t", server.ask("""
            SELECT count(*) = 2 AND max(valid_until) BETWEEN now() + interval '23 hours' AND now() + interval '24 hours'
            FROM webhook_secret WHERE webhook_id = '%s'""".formatted(made.json().getString("id"))).get(0));
    assertTrue(api.get(made.header("location"), key).json().containsKey("rotatingUntil"));
  }

  @Test
  void whatIsWrongIsNamed() {
    assertEquals("/url", wrong(body().put("url", "http://crm.example/")));
    assertEquals("/url", wrong(body().put("url", "https://crm.example:22/")));
    assertEquals("/url", wrong(body().put("url", "https://user:pass@crm.example/")));
    assertEquals("/events/0", wrong(body().put("events", new JsonArray().add("call.dreamt"))));
    assertEquals("/events", wrong(body().put("events", new JsonArray())));
  }

  private String wrong(JsonObject body) {
    Reply reply = api.post(webhooks, key, body.encode());
    assertEquals(400, reply.status(), reply.body());
    return reply.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }

  @Test
  void anAgencyHasItsOwnAndDoesNotReachItsTenantsByThem() {
    Reply made = made();
    String admin = house.key(Role.AGENCY);
    assertEquals(200, api.get(made.header("location"), admin).status());
    assertEquals(
        404, api.get(agencys + "/" + made.json().getString("id"), admin).status());
    assertFalse(api.get(agencys, admin).body().contains(made.json().getString("id")));
    assertEquals(
        404, api.get(webhooks + "/" + house.ids.get("agency.webhook"), key).status());
  }

  @Test
  void aPingIsOnItsWayAndSentAgain() {
    Reply made = made();
    Reply sent = api.post(made.header("location") + "/test", key, "");
    assertEquals(200, sent.status(), sent.body());
    assertEquals("waiting", sent.json().getString("state"));
    String id = sent.json().getString("id");
    server.run(
        "UPDATE webhook_delivery SET attempts = 3, dead_at = now(), last_status = 500, last_error = 'answered 500' WHERE id = '"
            + id + "'");
    String deliveries = made.header("location") + "/deliveries";
    JsonObject failed = api.get(deliveries, key).json().getJsonArray("items").getJsonObject(0);
    assertEquals("failed", failed.getString("state"));
    assertEquals(500, failed.getInteger("lastStatus"));
    assertNull(failed.getString("nextAttemptAt"));

    JsonObject again = api.post(deliveries + "/" + id + "/replay", key, "").json();

    assertEquals("waiting", again.getString("state"));
    assertEquals(0, again.getInteger("attempts"));
    assertEquals(sent.json().getString("event"), again.getString("event"));
  }

  @Test
  void deliveriesComeInPagesNewestFirst() {
    Reply made = made();
    for (int i = 0; i < 3; i++) {
      api.post(made.header("location") + "/test", key, "");
    }
    String deliveries = made.header("location") + "/deliveries";
    JsonObject first = api.get(deliveries + "?limit=2", key).json();
    JsonObject rest =
        api.get(deliveries + "?limit=2&after=" + first.getString("next"), key).json();
    assertEquals(2, first.getJsonArray("items").size());
    assertEquals(1, rest.getJsonArray("items").size());
    assertTrue(first
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("happenedAt")
            .compareTo(rest.getJsonArray("items").getJsonObject(0).getString("happenedAt"))
        > 0);
  }

  @Test
  void disabledItGivesUpAndTakesNothing() {
    Reply made = made();
    api.post(made.header("location") + "/test", key, "");

    Reply disabled =
        api.put(made.header("location"), key, body().put("enabled", false).encode());

    assertEquals(200, disabled.status(), disabled.body());
    JsonObject delivery = api.get(made.header("location") + "/deliveries", key)
        .json()
        .getJsonArray("items")
        .getJsonObject(0);
    assertEquals("failed", delivery.getString("state"));
    assertEquals(409, api.post(made.header("location") + "/test", key, "").status());
    assertEquals(
        409,
        api.post(
                made.header("location") + "/deliveries/" + delivery.getString("id") + "/replay",
                key,
                "")
            .status());
  }

  @Test
  void anOwnerHasOnlySoMany() {
    for (int i = 1; i < 20; i++) {
      made();
    }
    assertEquals(409, api.send("POST", webhooks, key, body().encode(), Map.of()).status());
  }
}
