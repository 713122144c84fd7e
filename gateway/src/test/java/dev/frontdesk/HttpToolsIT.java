package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.provider.StandardWebhook;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.HttpToolStore;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls whose tools are answered by a real HTTP server: a good one, a slow one, a broken one, and those that want too much. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpToolsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final Secret TOKEN = Secret.of("Bearer planted-in-a-header");
  private static final Secret SIGNING = Secret.of("whsec_c2lnbmVkLWJ5LXRoZS1kZXNr");
  private static final String FILLER = "One moment please, I am asking the bakery.";
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));

  private record Seen(String method, String uri, Map<String, String> headers, Buffer body) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  /** Requests that are answered when a test says so. */
  private final Queue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();

  private final Vertx vertx = Vertx.vertx();
  private TestGateway desk;
  private int port;

  @BeforeAll
  void open() {
    port = TestGateway.await(
            vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"))
        .actualPort();
    desk =
        new TestGateway(settings -> settings.with(OutwardAllow.of("127.0.0.1:" + port)), VAULT, 0);
    String origin = "http://127.0.0.1:" + port;
    tool("order_state", HttpTool.Method.GET, origin + "/orders/{id}", true, 2_000);
    tool("book", HttpTool.Method.POST, origin + "/book", false, 2_000);
    tool("slow", HttpTool.Method.POST, origin + "/slow", false, 300);
    tool("broken", HttpTool.Method.GET, origin + "/broken", true, 2_000);
    tool("broken_once", HttpTool.Method.GET, origin + "/broken-once", true, 2_000);
    tool("broken_write", HttpTool.Method.POST, origin + "/broken", false, 2_000);
    tool("elsewhere", HttpTool.Method.GET, origin + "/elsewhere", true, 2_000);
    tool("huge", HttpTool.Method.GET, origin + "/huge", true, 2_000);
    tool("long", HttpTool.Method.GET, origin + "/long", true, 2_000);
    tool("nonsense", HttpTool.Method.GET, origin + "/nonsense", true, 2_000);
    tool("wrong_shape", HttpTool.Method.GET, origin + "/wrong-shape", true, 2_000);
    tool("stock", HttpTool.Method.GET, origin + "/when-told", true, 20_000, FILLER);
    tool("inside", HttpTool.Method.GET, "https://127.0.0.1/latest/meta-data", true, 2_000);
    secret(HttpToolStore.Kind.HEADER, "x-token", origin, TOKEN);
    secret(HttpToolStore.Kind.SIGNING, "", origin, SIGNING);
    publish(2);
    TestGateway.await(desk.directory.refresh());
  }

  @AfterAll
  void close() {
    desk.close();
    TestGateway.await(vertx.close());
  }

  @Test
  void aToolIsOfferedAskedSignedAndItsAnswerSpoken() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Where is order 7/8?
        - tool: order_state
          with: { id: 7/8, lang: sk }
        - agent: It is ${output.answer.state}.
        - hang-up
        expect: { tools-offered: [ order_state, get_current_time ], agent-says: [ baked ], tool-output: { order_state: ok } }
        """);
    assertEquals(List.of(), report.broken());
    Seen request = to("/orders/7%2F8?lang=sk").get(0);
    assertEquals("GET", request.method());
    assertEquals(TOKEN.reveal(), request.headers().get("x-token"));
    assertEquals("fixed", request.headers().get("x-plain"));
    assertEquals(request.headers().get("idempotency-key"), request.headers().get("webhook-id"));
    assertEquals(
        StandardWebhook.Outcome.VERIFIED,
        new StandardWebhook(List.of(SIGNING))
            .verify(
                request.headers().get("webhook-id"),
                request.headers().get("webhook-timestamp"),
                request.headers().get("webhook-signature"),
                request.body().getBytes(),
                Instant.now()));
    // The server sent the header back; the call does not keep it.
    List<String> facts = desk.eventually(
        "SELECT data::text FROM call_fact f JOIN call c ON c.id = f.call_id WHERE kind = 'tool.answered' AND provider_call_id = '"
            + report.callId() + "'",
        rows -> rows.size() == 1);
    assertTrue(facts.get(0).contains("order_state"), facts.get(0));
    assertTrue(facts.get(0).contains("***"), facts.get(0));
    assertFalse(
        desk.server.ask("SELECT f::text FROM call_fact f").toString().contains(TOKEN.reveal()));
  }

  @Test
  void argumentsThatDoNotFitAreSentBackToTheModelAndNowhereElse() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Where is my order?
        - tool: order_state
          with: { number: 7 }
        - agent: Which one?
        - hang-up
        expect: { tool-output: { order_state: do not fit } }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of(), to("/orders/"));
  }

  @Test
  void maskedArgumentsAreNotActedOn() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Book a table for card 4111 1111 1111 1111.
        - tool: book
          with: { id: "masked [card …1111]" }
        - agent: I am not sure.
        - hang-up
        expect: { tool-output: { book: not_confirmed } }
        """);
    assertEquals(List.of(), report.broken());
    assertFalse(seen.toString().contains("masked"), seen.toString());
  }

  @Test
  void whatHasConsequencesIsClaimedAndItsResultKept() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Book a table.
        - tool: book
          with: { id: table-4 }
        - agent: Done.
        - hang-up
        expect: { tool-output: { book: booked } }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(
        new JsonObject().put("id", "table-4"), to("/book").get(0).body().toJsonObject());
    String effect = desk.eventually(
            "SELECT kind || ' ' || payload || ' ' || result FROM effect e JOIN call c ON c.id = e.call_id"
                + " WHERE finished_at IS NOT NULL AND provider_call_id = '" + report.callId() + "'",
            rows -> rows.size() == 1)
        .get(0);
    assertTrue(effect.startsWith("http_tool {\"tool\":\"book\"} {\"status\":\"ok\""), effect);
  }

  @Test
  void whoWaitsForASlowToolHearsItsSentence() {
    Future<CallReport> call = desk.placing(desk.webhook(), """
        steps:
        - greeting
        - caller: Is there bread?
        - tool: stock
          with: { id: bread }
        - agent: There is ${output.answer.state} bread.
        - hang-up
        expect: { agent-says: [ "%s", There is better bread ], tool-output: { stock: ok } }
        """.formatted(FILLER));
    HttpServerRequest asked =
        TestGateway.eventually(() -> waiting, queue -> !queue.isEmpty()).remove();
    desk.eventually(
        "SELECT body FROM utterance WHERE body = '" + FILLER + "'", rows -> rows.size() == 1);
    vertx.runOnContext(told -> asked.response().end("{\"state\": \"better\"}"));
    assertEquals(List.of(), TestGateway.await(call).broken());
  }

  @Test
  void aSlowWriteIsNotConfirmedAndNotRepeated() {
    answers("slow", "not_confirmed");
    assertEquals(1, to("/slow").size());
  }

  @Test
  void aReadThatFailsIsRepeatedOnceAndNoMore() {
    answers("broken", "in trouble (503)");
    assertEquals(2, gets("/broken"));
    answers("broken_once", "better");
  }

  @Test
  void aWriteThatFailsIsNotConfirmedAndNotRepeated() {
    answers("broken_write", "not_confirmed");
    assertEquals(
        1, to("/broken").stream().filter(each -> each.method().equals("POST")).count());
  }

  @Test
  void aRedirectIsNotFollowed() {
    answers("elsewhere", "elsewhere (302)");
    assertEquals(List.of(), to("/orders/secret"));
  }

  @Test
  void whatIsTooLargeIsCutOffAndWhatIsTooLongIsShortened() {
    answers("huge", "larger than 65536 bytes");
    answers("long", "is cut here");
  }

  @Test
  void nonsenseIsNotRead() {
    answers("nonsense", "broken JSON");
    answers("wrong_shape", "something unexpected");
  }

  @Test
  void anAddressOfOursIsNotAsked() {
    answers("inside", "not public");
  }

  private void answers(String tool, String expected) {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Please try.
        - tool: %1$s
          with: { id: one }
        - agent: I see.
        - hang-up
        expect: { tool-output: { %1$s: "%2$s" } }
        """.formatted(tool, expected));
    assertEquals(List.of(), report.broken());
  }

  private List<Seen> to(String path) {
    return seen.stream().filter(each -> each.uri().startsWith(path)).toList();
  }

  private long gets(String path) {
    return seen.stream()
        .filter(each -> each.uri().equals(path + "?id=one") && each.method().equals("GET"))
        .count();
  }

  private void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      var headers = new java.util.HashMap<String, String>();
      request
          .headers()
          .forEach(each ->
              headers.put(each.getKey().toLowerCase(java.util.Locale.ROOT), each.getValue()));
      boolean again = seen.stream().anyMatch(each -> each.uri().equals(request.uri()));
      seen.add(new Seen(request.method().name(), request.uri(), headers, body));
      reply(request, headers, again);
    });
  }

  private void reply(HttpServerRequest request, Map<String, String> headers, boolean again) {
    var response = request.response().putHeader("content-type", "application/json");
    String path = request.path();
    if (path.startsWith("/orders/")) {
      response.end(new JsonObject()
          .put("state", "baked")
          .put("echo", headers.get("x-token"))
          .encode());
    } else if (path.equals("/slow")) {
      return; // never
    } else if (path.equals("/when-told")) {
      waiting.add(request);
    } else if (path.equals("/broken") || (path.equals("/broken-once") && !again)) {
      response.setStatusCode(503).end("{}");
    } else if (path.equals("/elsewhere")) {
      response.setStatusCode(302).putHeader("location", "/orders/secret").end();
    } else if (path.equals("/huge")) {
      response.end("\"" + "x".repeat(70_000) + "\"");
    } else if (path.equals("/long")) {
      response.end("{\"state\":\"" + "x".repeat(20_000) + "\"}");
    } else if (path.equals("/nonsense")) {
      response.end("{state: <html>");
    } else if (path.equals("/wrong-shape")) {
      response.end("{\"state\": 7}");
    } else {
      response.end("{\"state\": \"" + (path.equals("/book") ? "booked" : "better") + "\"}");
    }
  }

  private void tool(
      String name, HttpTool.Method method, String url, boolean idempotent, int timeoutMs) {
    tool(name, method, url, idempotent, timeoutMs, "");
  }

  private void tool(
      String name,
      HttpTool.Method method,
      String url,
      boolean idempotent,
      int timeoutMs,
      String filler) {
    boolean secrets = name.equals("order_state");
    var tool = new HttpTool(
        name,
        "Does " + name + ".",
        method,
        url,
        new JsonObject(
                "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"lang\":{\"type\":\"string\"}},\"required\":[\"id\"]}")
            .getMap(),
        new JsonObject("{\"type\":\"object\",\"properties\":{\"state\":{\"type\":\"string\"}}}")
            .getMap(),
        Map.of("x-plain", "fixed"),
        secrets ? List.of("x-token") : List.of(),
        secrets,
        Duration.ofMillis(timeoutMs),
        idempotent,
        filler);
    TestGateway.await(
        desk.database.inTenant(BAKERY, stores -> stores.httpTools().save(tool)));
  }

  private void secret(HttpToolStore.Kind kind, String name, String origin, Secret secret) {
    var opened = new HttpToolStore.Opened(new HttpToolStore.Kept(kind, name, origin), secret);
    TestGateway.await(desk.database.inTenant(
        BAKERY, stores -> stores.httpTools().replaceSecret("order_state", opened, VAULT)));
  }

  private void publish(int version) {
    desk.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, tools)
        SELECT tenant_id, agency_id, %d, 'published', prompt, greeting,
          ARRAY['get_current_time'] || ARRAY(SELECT name FROM http_tool)
        FROM profile_version WHERE version = 1
        """.formatted(version));
  }
}
