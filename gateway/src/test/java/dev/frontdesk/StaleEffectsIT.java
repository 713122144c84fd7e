package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Another node has fenced the call while this one still drives it, and was not told: what it does is refused, what it saw is kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaleEffectsIT {
  private static final NodeId OTHER = new NodeId("other");

  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway();
    TestGateway.await(desk.database.leases().renew(OTHER, "SESSIONS", Duration.ofMinutes(10)));
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void nobodyIsReferred() {
    var report = fencedAfterTheGreeting("""
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - refer: accepted-and-moved
        - wait-for-end
        """);
    assertEquals(List.of(), report.refers());
    assertEquals(
        List.of("1 refused another node owns the call"),
        desk.eventually(
            "SELECT epoch || ' ' || (data ->> 'outcome') || ' ' || (data ->> 'reason') FROM call_fact WHERE kind = 'transfer.reported'"
                + of(report),
            rows -> rows.size() == 1));
  }

  @Test
  void noMessageIsTaken() {
    var report = fencedAfterTheGreeting("""
        - caller: Tell them that Jana called.
        - tool: take_message
          with: { caller_name: Jana, message: I called., confirmed: true }
        - hang-up
        """);
    String told = answeredTool(report);
    assertTrue(told.contains("not certain"), told);
    assertEquals(List.of(), desk.server.ask("SELECT 1 FROM message WHERE true" + of(report)));
  }

  @Test
  void theCallIsNotHungUp() {
    var report = fencedAfterTheGreeting("""
        - caller: Goodbye.
        - tool: end_call
          with: { reason: done }
        - wait-for-end
        """);
    String told = answeredTool(report);
    assertTrue(told.contains("ending"), told);
    assertEquals(0, report.counts().hangups());
    String call = desk.server
        .ask("SELECT call_id FROM call_claim WHERE provider_call_id = '%s'"
            .formatted(report.callId()))
        .get(0);
    TestGateway.eventually(() -> desk.left, left -> left.contains(CallId.of(call)));
    assertEquals(
        List.of(),
        desk.server.ask("SELECT 1 FROM call_fact WHERE kind = 'call.ended'" + of(report)));
  }

  private String answeredTool(CallReport report) {
    return desk.eventually(
            "SELECT data ->> 'output' FROM call_fact WHERE kind = 'tool.answered'" + of(report),
            rows -> rows.size() == 1)
        .get(0);
  }

  private static String of(CallReport report) {
    return " AND call_id = (SELECT call_id FROM call_claim WHERE provider_call_id = '%s')"
        .formatted(report.callId());
  }

  private CallReport fencedAfterTheGreeting(String steps) {
    var script = Script.parse(
        "name: test\nfrom: \"+421900000001\"\nto: \"%s\"\nlimit: 4s\nsteps:\n- greeting\n%s"
            .formatted(TestGateway.NUMBER, steps));
    return TestGateway.await(desk.world.place(script, desk.webhook(), new CallListener() {
      @Override
      public void agentSaid(String text) {
        desk.server.run(
            "UPDATE call_claim SET owner = 'other', epoch = 2 WHERE state <> 'ended' AND owner = 'test-node'");
      }
    }));
  }
}
