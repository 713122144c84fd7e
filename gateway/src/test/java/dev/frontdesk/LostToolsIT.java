package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.session.DoubtLog;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A business's own tools, asked by a node that dies before the answer: what may have been done is not done again. */
class LostToolsIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");

  private final Vertx outside = Vertx.vertx();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Promise<Void> begun = Promise.promise();
  private final String business = "127.0.0.1:"
      + TestGateway.await(
              outside.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"))
          .actualPort();
  private final int port = FreePorts.range(2);
  private final TestGateway survivor =
      TestGateway.clustered("survivor", port, settings -> settings.with(OutwardAllow.of(business)));

  LostToolsIT() {
    tool("book", HttpTool.Method.POST, false);
    tool("order_state", HttpTool.Method.GET, true);
    survivor.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, tools)
        SELECT tenant_id, agency_id, 2, 'published', prompt, greeting, ARRAY['book', 'order_state']
        FROM profile_version WHERE version = 1
        """);
    TestGateway.await(survivor.directory.refresh());
  }

  @AfterEach
  void close() {
    survivor.close();
    TestGateway.await(outside.close());
  }

  @Test
  void whatTheLostNodeMayHaveDoneIsNotDoneAgainAndTheModelIsToldSo() {
    assertEquals("not_confirmed", output("book"));
    assertEquals(List.of("POST /book"), asked);
  }

  @Test
  void whatMayHaveBeenDoneIsCountedAndItsCallNamedForAPerson() {
    var log = (Logger) LoggerFactory.getLogger(DoubtLog.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    try {
      output("book");
      String call = survivor.server.ask("SELECT call_id FROM call_claim").get(0);
      assertEquals(
          List.of(List.of("call=\"" + call + "\"", "tool=\"book\"")),
          lines.list.stream()
              .map(
                  line -> line.getKeyValuePairs().stream().map(Object::toString).toList())
              .toList());
      assertEquals(1, inDoubt());
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void whatChangesNothingIsAskedAgain() {
    assertEquals("ok", output("order_state"));
    assertEquals(0, inDoubt());
    assertEquals(List.of("GET /order_state", "GET /order_state"), asked);
  }

  private long inDoubt() {
    return survivor
        .meters
        .get("frontdesk.tool.run")
        .tags("tool", "http", "outcome", "not-confirmed")
        .timer()
        .count();
  }

  /** What the model is told of a tool whose node is killed while it waits for the answer. */
  private String output(String tool) {
    try (var victim = ChildNode.start(
        survivor,
        survivor.server.running().port(),
        port + 1,
        GatewaySettings.LEASE,
        "",
        business)) {
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          steps:
          - greeting
          - caller: Please.
          - tool: %s
          - agent: I see.
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """.formatted(tool));
      TestGateway.await(begun.future());
      survivor.awaitReplica(tool);
      victim.kill();

      CallReport report = TestGateway.await(call.report);
      assertEquals(List.of(), report.broken());
      assertEquals(1, survivor.gateway.callsTakenOver());
      assertEquals(1, report.toolCalls().size());
      return new JsonObject(report.toolCalls().get(0).output()).getString("status");
    }
  }

  /** The first that asks waits in vain. */
  private void answer(HttpServerRequest request) {
    asked.add(request.method() + " " + request.path());
    if (!begun.tryComplete()) {
      request
          .response()
          .putHeader("content-type", "application/json")
          .end("{\"state\": \"baked\"}");
    }
  }

  private void tool(String name, HttpTool.Method method, boolean idempotent) {
    var tool = new HttpTool(
        name,
        "Does " + name + ".",
        method,
        "http://" + business + "/" + name,
        Map.of("type", "object"),
        Map.of("type", "object"),
        Map.of(),
        List.of(),
        false,
        Duration.ofSeconds(20),
        idempotent,
        "");
    TestGateway.await(
        survivor.database.inTenant(BAKERY, stores -> stores.httpTools().save(tool)));
  }
}
