package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the database away the phone is answered, calls go on, and afterwards everything stands in it. */
class DatabaseOutageIT {
  private TestGateway desk;

  @BeforeEach
  void open() {
    desk = new TestGateway(settings -> settings, null, 0.2);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aCallThatBeginsAndEndsWithoutTheDatabaseIsWrittenDownWhenItIsBack() {
    desk.wire.cut();
    var report = desk.place("""
        limit: 60s
        misbehave: [ announce-again: 500ms ]
        steps:
        - greeting
        - caller: Please take a message.
        - tool: take_message
          with: { caller_name: Jana, message: Call me back., confirmed: true }
        - agent: Noted.
        - pause: 3500ms
        - hang-up
        expect: { accepts: 1, greetings: 1, tool-output: { take_message: taken } }
        """);
    assertEquals(List.of(), report.broken());
    assertTrue(desk.gateway.isDegraded(), "readiness says degraded");
    assertEquals(
        List.of(),
        desk.server.ask("SELECT provider_call_id FROM call_claim"),
        "nothing got through");

    desk.wire.mend();
    assertEquals(
        List.of("caller-hung-up"),
        desk.eventually(
            "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
                + report.callId() + "'",
            rows -> rows.size() == 1));
    assertEquals(
        List.of(TestGateway.GREETING, "Please take a message.", "Noted."),
        desk.server.ask("SELECT body FROM utterance ORDER BY place"));
    assertEquals(List.of("Call me back."), desk.server.ask("SELECT body FROM message"));
    TestGateway.eventually(() -> desk.gateway.isDegraded(), degraded -> !degraded);
  }

  @Test
  void aCallThatIsUnderWayDoesNotNotice() {
    var placed = desk.placing(desk.webhook(), """
        limit: 60s
        steps:
        - greeting
        - pause: 10s
        - caller: Are you there?
        - agent: Of course.
        - hang-up
        """);
    desk.eventually("SELECT body FROM utterance", said -> said.size() == 1);
    desk.wire.cut();
    var report = TestGateway.await(placed);
    desk.wire.mend();
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of(TestGateway.GREETING, "Are you there?", "Of course."),
        desk.eventually("SELECT body FROM utterance ORDER BY place", said -> said.size() == 3));
    assertEquals(
        List.of("1"),
        desk.eventually(
            "SELECT count(*) FROM call_fact WHERE kind = 'call.ended'",
            rows -> rows.equals(List.of("1"))));
  }

  @Test
  void aServerThatHangsDelaysOneCallerAtMost() {
    desk.wire.freeze();
    String call = """
        limit: 60s
        steps: [ greeting, hang-up ]
        expect: { accepts: 1, attaches: 1 }
        """;
    assertEquals(List.of(), desk.place(call).broken(), "answered without it, after a short wait");
    var second = desk.place(call);
    desk.wire.thaw();
    assertEquals(List.of(), second.broken());
    double waited = Objects.requireNonNull(second.timings().webhookToAck());
    assertTrue(waited < 900, "asked a database that is known to hang: " + waited + " ms");
    assertEquals(
        List.of("2"),
        desk.eventually(
            "SELECT count(*) FROM call WHERE outcome = 'caller-hung-up'",
            rows -> rows.equals(List.of("2"))));
  }

  @Test
  void aClaimThatOnlyLooksOpenIsNotAnsweredASecondTime() {
    var placed = desk.placing(desk.webhook(), """
        limit: 60s
        steps:
        - greeting
        - pause: 20s
        - caller: Are you there?
        - agent: Of course.
        - hang-up
        expect: { accepts: 1, attaches: 1, greetings: 1 }
        """);
    desk.eventually("SELECT body FROM utterance", said -> said.size() == 1);
    for (int time = 2; time <= 4; time++) {
      desk.server.run(
          "UPDATE call_claim SET state = 'offered', offered_at = now() - interval '1 minute'");
      String attempts = Integer.toString(time);
      desk.eventually("SELECT attempts FROM call_claim", rows -> rows.equals(List.of(attempts)));
    }
    assertEquals(List.of(), TestGateway.await(placed).broken());
  }

  @Test
  void aTransferWithoutTheDatabaseIsWrittenDownWithWhatItCameTo() {
    var placed = desk.placing(desk.webhook(), """
        limit: 60s
        steps:
        - greeting
        - pause: 5s
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - refer: accepted-and-moved
        - wait-for-end
        expect: { outcome: transferred }
        """);
    desk.eventually("SELECT body FROM utterance", said -> said.size() == 1);
    desk.wire.cut();
    var report = TestGateway.await(placed);
    desk.wire.mend();
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of("\"TAKEN\""),
        desk.eventually(
            "SELECT result FROM effect WHERE kind = 'transfer' AND finished_at IS NOT NULL",
            rows -> rows.size() == 1));
  }
}
