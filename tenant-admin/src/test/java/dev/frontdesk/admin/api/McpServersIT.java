package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** MCP servers are saved, named by a profile and kept while they are; what authorizes them is bound to its place. */
class McpServersIT {
  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final TestApi api = new TestApi(server);
  private final String key = house.key(Role.TENANT);
  private final String tenant = "/v1/tenants/" + house.tenant;
  private final String path = tenant + "/tools/mcp/stock";

  @AfterEach
  void close() {
    api.close();
  }

  private static JsonObject edit() {
    return new JsonObject()
        .put("url", "https://shop.example/mcp")
        .put("authorization", "t0ken-of-the-shop")
        .put("allowedTools", new JsonArray().add("find_article"));
  }

  private Reply put(JsonObject edit) {
    return api.get(path, key).status() == 404
        ? api.send("PUT", path, key, edit.encode(), Map.of())
        : api.put(path, key, edit.encode());
  }

  @Test
  void anAuthorizationIsNeverShownAndBoundToItsPlace() {
    Reply saved = put(edit());
    assertEquals(200, saved.status(), saved.body());
    assertTrue(saved.json().getBoolean("authorized"));
    assertFalse(saved.body().contains("t0ken"));
    JsonObject again = edit();
    again.remove("authorization");
    assertTrue(put(again).json().getBoolean("authorized"));
    assertFalse(put(again.put("url", "https://thief.example/mcp")).json().getBoolean("authorized"));
  }

  @Test
  void itIsAServerOrAConnectorAndNotInside() {
    assertEquals(400, put(edit().put("connector", "connector_gmail")).status());
    assertEquals(400, put(edit().put("url", "https://10.0.0.1/mcp")).status());
    assertEquals(400, put(edit().put("allowedTools", new JsonArray())).status());
    JsonObject connector = edit().put("connector", "connector_gmail");
    connector.remove("url");
    assertEquals(200, put(connector).status());
  }

  @Test
  void aProfileMayNameItAndKeepsItThen() {
    assertEquals(200, put(edit()).status());
    String settings = new JsonObject()
        .put(
            "profile",
            new JsonObject().put("prompt", "p").put("tools", new JsonArray().add("stock")))
        .encode();
    server.run("DELETE FROM profile_canary; DELETE FROM profile_version WHERE state = 'draft'");
    Reply applied = api.put(tenant + "/settings", key, settings);
    assertEquals(200, applied.status(), applied.body());
    assertEquals(409, api.delete(path, key).status());
    JsonObject shown = api.get(tenant + "/settings", key).json();
    assertTrue(shown.getJsonArray("mcp").encode().contains("\"stock\""), shown.encode());
    assertFalse(shown.encode().contains("t0ken"));
  }
}
