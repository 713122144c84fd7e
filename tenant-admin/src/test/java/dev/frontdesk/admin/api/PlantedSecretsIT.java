package dev.frontdesk.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.frontdesk.admin.api.TestApi.Reply;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is secret goes in, and is seen nowhere again: in no response, no log line, no audit row. */
class PlantedSecretsIT {
  private static final String API_KEY = "sk-planted-0123456789";
  private static final String WEBHOOK = "whsec_cGxhbnRlZA==";
  private static final String BODY = """
      {"name": "own", "baseUrl": "https://api.example/v1", "apiKey": "%s", "webhookSecrets": ["%s"]}""".formatted(API_KEY, WEBHOOK);
  private static final String HEADER = "Bearer planted-in-a-header";
  private static final String SIGNING = "whsec_cGxhbnRlZC10b28tYXMtYS1rZXk=";
  private static final String TOOL = """
      {"description": "d", "method": "GET", "url": "https://a.example/", "parameters": {"type": "object"},
       "secretHeaders": {"x-token": "%s"}, "signingSecret": "%s"}""".formatted(HEADER, SIGNING);

  private static final String PASSWORD = "planted-password-of-a-calendar";
  private static final String CALENDAR = """
      {"url": "https://a.example/c/", "username": "desk", "password": "%s"}""".formatted(PASSWORD);
  private static final String TOKEN = "planted-token-of-an-mcp-server";
  private static final String MCP = """
      {"url": "https://a.example/mcp", "authorization": "%s", "allowedTools": ["a"]}""".formatted(TOKEN);
  private static final String CHAT = "planted-address-of-a-chat";
  private static final String CHANNEL = """
      {"kind": "slack", "url": "https://a.example/services/%s", "events": ["message.taken"]}""".formatted(CHAT);
  private static final String HOOK =
      "{\"url\": \"https://a.example/hook\", \"events\": [\"message.taken\"]}";
  private String signing = "";
  private String rotated = "";

  private final TestServer server = new TestServer();
  private final House house = House.create(server);
  private final List<String> seen = new ArrayList<>();

  @Test
  void whatIsSecretIsSeenNowhereAgain() {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.DEBUG);
    try (var api = new TestApi(server)) {
      String key = use(api);
      root.setLevel(Level.WARN);
      for (ILoggingEvent line : List.copyOf(lines.list)) {
        seen.add(line.getFormattedMessage() + line.getKeyValuePairs());
        if (line.getThrowableProxy() != null) {
          seen.add(ThrowableProxyUtil.asString(line.getThrowableProxy()));
        }
      }
      seen.addAll(server.ask("SELECT audit::text FROM audit"));
      seen.addAll(server.ask("SELECT idempotent_answer::text FROM idempotent_answer"));
      for (String secret : List.of(
          API_KEY,
          WEBHOOK,
          HEADER,
          SIGNING,
          PASSWORD,
          TOKEN,
          CHAT,
          signing,
          rotated,
          key,
          house.key(Role.TENANT),
          TestApi.BOOTSTRAP)) {
        for (String text : seen) {
          assertFalse(text.contains(secret), () -> secret + " in " + text);
        }
      }
    } finally {
      root.setLevel(Level.WARN);
      root.detachAppender(lines);
    }
  }

  /** Plants, fails in every way, then reads everything there is. */
  private String use(TestApi api) {
    String admin = house.key(Role.TENANT);
    String tenant = "/v1/tenants/" + house.tenant;
    var once = Map.of("idempotency-key", "once");
    Reply made = api.send("POST", tenant + "/endpoints", admin, BODY, once);
    assertEquals(201, made.status(), made.body());
    seen.add(made.body());
    seen.add(api.send("POST", tenant + "/endpoints", admin, BODY, once).body());
    seen.add(api.send("POST", tenant + "/endpoints", admin, BODY.replace("own", "x"), once)
        .body());
    String endpoint = tenant + "/endpoints/" + made.json().getString("id");
    seen.add(api.put(endpoint, admin, BODY).body());
    seen.add(api.put(endpoint, admin, BODY.replace("whsec_", "wh_")).body());
    seen.add(api.put(endpoint, admin, BODY.replace("sk-", "sk \\u0007")).body());
    seen.add(api.put(endpoint, admin, BODY.replace("https:", "gopher:")).body());
    seen.add(api.put(endpoint, admin, BODY.replace("]}", "")).body());
    seen.add(api.get(tenant, API_KEY).body());
    String tool = tenant + "/tools/http/planted";
    Reply saved = api.send("PUT", tool, admin, TOOL, Map.of());
    assertEquals(200, saved.status(), saved.body());
    seen.add(saved.body());
    seen.add(api.put(tool, admin, TOOL.replace("a.example", "10.0.0.1.x.")).body());
    seen.add(api.put(tool, admin, TOOL.replace("x-token", "host")).body());
    seen.add(api.put(tool, admin, TOOL.replace("whsec_", "whsec_!")).body());
    seen.add(api.put(tool, admin, TOOL.replace("Bearer", "\\u0007")).body());
    seen.add(api.get(tool, admin).body());
    String calendar = tenant + "/calendars/planted";
    Reply kept = api.send("PUT", calendar, admin, CALENDAR, Map.of());
    assertEquals(200, kept.status(), kept.body());
    seen.add(kept.body());
    seen.add(
        api.put(calendar, admin, CALENDAR.replace("a.example", "10.0.0.1.x.")).body());
    seen.add(api.put(calendar, admin, CALENDAR.replace("planted-", "\\u0007planted-"))
        .body());
    seen.add(api.get(calendar, admin).body());
    seen.add(api.send("POST", calendar + "/tests", admin, "", Map.of()).body());
    String channel = tenant + "/channels/planted";
    Reply told = api.send("PUT", channel, admin, CHANNEL, Map.of());
    assertEquals(200, told.status(), told.body());
    seen.add(told.body());
    seen.add(
        api.put(channel, admin, CHANNEL.replace("a.example", "10.0.0.1.x.")).body());
    seen.add(api.put(channel, admin, CHANNEL.replace("planted-", " planted-")).body());
    seen.add(api.put(channel, admin, CHANNEL.replace("slack", "discord")).body());
    seen.add(api.get(channel, admin).body());
    seen.add(api.send("POST", channel + "/test", admin, "", Map.of()).body());
    seen.add(api.put(
            tenant + "/settings",
            admin,
            "{\"channels\": [" + CHANNEL.replace("{", "{\"name\": \"planted\", ") + "]}")
        .body());
    String mcp = tenant + "/tools/mcp/planted_mcp";
    Reply added = api.send("PUT", mcp, admin, MCP, Map.of());
    assertEquals(200, added.status(), added.body());
    seen.add(added.body());
    seen.add(api.put(mcp, admin, MCP.replace("a.example", "10.0.0.1.x.")).body());
    seen.add(api.put(mcp, admin, MCP.replace("planted-", "\\u0007planted-")).body());
    seen.add(api.get(mcp, admin).body());
    Reply hook =
        api.send("POST", tenant + "/webhooks", admin, HOOK, Map.of("idempotency-key", "w"));
    assertEquals(201, hook.status(), hook.body());
    seen.add(api.send("POST", tenant + "/webhooks", admin, HOOK, Map.of("idempotency-key", "w"))
        .body());
    String webhook = tenant + "/webhooks/" + hook.json().getString("id");
    JsonObject key = api.send(
            "POST",
            tenant + "/keys",
            admin,
            "{\"name\":\"n\",\"role\":\"viewer\"}",
            Map.of("idempotency-key", "k"))
        .json();
    for (Contract.Op operation : Contract.read(api).operations()) {
      if (operation.method().equals("get")) {
        seen.add(api.send(operation, house, house.key(Role.PLATFORM)).body());
      }
    }
    signing = hook.json().getString("secret");
    rotated = api.send("POST", webhook + "/rotate", admin, "", Map.of("idempotency-key", "r"))
        .json()
        .getString("secret");
    seen.add(api.send("POST", webhook + "/rotate", admin, "", Map.of("idempotency-key", "r"))
        .body());
    seen.add(api.get(webhook, admin).body());
    seen.add(api.put(webhook, admin, HOOK).body());
    seen.add(api.get(endpoint, key.getString("key")).body());
    return key.getString("key");
  }
}
