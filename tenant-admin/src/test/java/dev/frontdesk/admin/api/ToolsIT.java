package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tool is saved, checked, named by a profile, and kept while it is named. */
class ToolsIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final TestApi api = new TestApi(server);
  private final String key = house.key(Role.TENANT);
  private final String tenant = "/v1/tenants/" + house.tenant;
  private final String tool = tenant + "/tools/http/order_state";

  @AfterEach
  void close() {
    api.close();
  }

  private static JsonObject body() {
    return new JsonObject("""
        {"description": "d", "method": "GET", "url": "https://a.example/{id}",
         "parameters": {"type": "object", "properties": {"id": {"type": "string"}}},
         "secretHeaders": {"x-token": "of the shop"}, "signingSecret": "whsec_bXktb3duLXNpZ25pbmcta2V5"}""");
  }

  private Reply put(JsonObject body) {
    return api.get(tool, key).status() == 404
        ? api.send("PUT", tool, key, body.encode(), Map.of())
        : api.put(tool, key, body.encode());
  }

  @Test
  void secretsAreShownByNameAndStayWhenTheyAreNotSent() {
    JsonObject saved = put(body()).json();
    assertEquals(new JsonArray().add("x-token"), saved.getJsonArray("secretHeaders"));
    assertTrue(saved.getBoolean("signed"));
    assertTrue(saved.getBoolean("idempotent"));
    JsonObject again = body().put("secretHeaders", new JsonObject().putNull("x-token"));
    again.remove("signingSecret");
    assertEquals(saved, put(again).json());
    assertEquals(2, sealed());
    assertEquals(200, put(again.put("secretHeaders", new JsonObject())).status());
    assertEquals(1, sealed(), "the signing secret is left");
  }

  @Test
  void aSecretIsNotTakenAlongToAnotherHost() {
    assertEquals(200, put(body()).status());
    JsonObject moved = body()
        .put("url", "https://thief.example/{id}")
        .put("secretHeaders", new JsonObject().putNull("x-token"));
    assertEquals("/secretHeaders/x-token", wrong(put(moved)));
    moved.put("secretHeaders", new JsonObject()).remove("signingSecret");
    assertEquals("/signingSecret", wrong(put(moved)));
    JsonObject known = body().put("url", "https://new.example/{id}");
    assertEquals(200, put(known).status());
    assertEquals(2, sealed());
  }

  @Test
  void whatIsWrongIsNamed() {
    assertEquals("/url", wrong(put(body().put("url", "http://a.example/"))));
    assertEquals("/url", wrong(put(body().put("url", "https://a.example:22/"))));
    assertEquals("/url", wrong(put(body().put("url", "https://a.example/{other}"))));
    assertEquals("/url", wrong(put(body().put("url", "https://0x7f000001/"))));
    assertEquals(
        "/parameters/properties/id/$ref",
        wrong(put(body()
            .put(
                "parameters",
                new JsonObject(
                    "{\"type\":\"object\",\"properties\":{\"id\":{\"$ref\":\"#\"}}}")))));
    assertEquals(
        "/answer/type", wrong(put(body().put("answer", new JsonObject("{\"type\":\"x\"}")))));
    assertEquals(
        "/headers", wrong(put(body().put("headers", new JsonObject().put("Webhook-Id", "x")))));
    assertEquals(
        "/headers", wrong(put(body().put("headers", new JsonObject().put("X-Token", "x")))));
    String builtIn = tenant + "/tools/http/take_message";
    assertEquals(400, api.send("PUT", builtIn, key, body().encode(), Map.of()).status());
    assertEquals(400, put(body().put("timeoutMs", 20_001)).status());
  }

  @Test
  void aProfileNamesOnlyToolsThatThereAreAndThoseStay() {
    assertEquals("/tools", wrong(draft()));
    assertEquals(200, put(body()).status());
    assertEquals(200, draft().status());
    assertEquals(409, api.send("DELETE", tool, key, "", Map.of("if-match", "*")).status());
    assertEquals(
        201,
        api.send("POST", tenant + "/profile/publications", key, "{}", Map.of()).status());
    assertEquals(409, api.send("DELETE", tool, key, "", Map.of("if-match", "*")).status());
    assertEquals(
        "https://a.example/{id}",
        server
            .ask(
                "SELECT http_tools->0->>'url' FROM profile_version WHERE state = 'published' AND tenant_id = '"
                    + house.tenant + "'")
            .get(0));
  }

  private Reply draft() {
    return api.put(
        tenant + "/profile/draft",
        key,
        "{\"prompt\": \"p\", \"tools\": [\"end_call\", \"order_state\"]}");
  }

  private long sealed() {
    return Long.parseLong(server.ask("SELECT count(*) FROM http_tool_secret").get(0));
  }

  private static String wrong(Reply reply) {
    assertEquals(400, reply.status(), reply.body());
    return reply.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }
}
