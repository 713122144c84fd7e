package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Transfers against a carrier that does, refuses, or does nothing; the outcome that is written down is the true one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferringIT {
  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void aTransferThatLeavesUsIsHandedOverUnconfirmed() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: the sales team please }
        - refer: accepted-and-moved
        - wait-for-end
        expect: { outcome: transferred, refer-to: "tel:+15550100010", agent-says: [ connecting you to Sales ] }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("handed-over"), ended(report.callId()));
    assertEquals(List.of("sales handed-over"), attempts(report.callId(), 1));
  }

  @Test
  void aWarmTargetGetsTheCallerBlindWhereNoLineCanAskIt() {
    desk.server.run("UPDATE transfer_target SET warm_ring_s = 20 WHERE key = 'sales'");
    TestGateway.await(desk.directory.refresh());
    var report = desk.place("""
        steps:
        - greeting
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - refer: accepted-and-moved
        - wait-for-end
        expect: { outcome: transferred, refer-to: "tel:+15550100010" }
        """);
    desk.server.run("UPDATE transfer_target SET warm_ring_s = NULL WHERE key = 'sales'");
    TestGateway.await(desk.directory.refresh());
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("sales handed-over"), attempts(report.callId(), 1));
  }

  @Test
  void aTransferTheCarrierRefusesFallsBackToTheCaller() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - refer: 403
        - announcement
        - caller: Never mind then.
        - agent: Anything else?
        - hang-up
        expect: { outcome: caller-hung-up, agent-says: [ could not reach Sales ] }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("caller-hung-up"), ended(report.callId()));
    assertEquals(List.of("sales refused"), attempts(report.callId(), 1));
  }

  @Test
  void aReferWithNothingBehindItIsFoundSilentAndTheConversationGoesOn() {
    var report = desk.place("""
        limit: 90s
        steps:
        - greeting
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - refer: accepted-and-silent
        - announcement
        - caller: Never mind then.
        - agent: Anything else?
        - hang-up
        expect: { outcome: caller-hung-up, agent-says: [ could not reach Sales ] }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("sales silent"), attempts(report.callId(), 1));
  }

  @Test
  void aReferThatIsNeverAnsweredIsUnknownAndThenSilentAndTheConversationGoesOn() {
    var report = desk.place("""
        limit: 90s
        steps:
        - greeting
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - refer: unanswered
        - announcement
        - caller: Never mind then.
        - agent: Anything else?
        - hang-up
        expect: { outcome: caller-hung-up, agent-says: [ could not reach Sales ], refer-to: "tel:+15550100010" }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("caller-hung-up"), ended(report.callId()));
    assertEquals(
        List.of("unknown", "silent"),
        desk.server.ask("SELECT data ->> 'outcome' FROM call_fact f JOIN call c ON c.id = f.call_id"
            + " WHERE f.kind = 'transfer.reported' AND c.provider_call_id = '"
            + report.callId() + "' ORDER BY f.epoch, f.seq"));
    assertEquals(List.of("sales silent"), attempts(report.callId(), 1));
  }

  @Test
  void somebodyWeDoNotKnowIsAnsweredWithWhomWeDo() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: The king of Spain, please.
        - tool: transfer_call
          with: { destination: the king of Spain }
        - agent: We only have sales.
        - hang-up
        expect: { refer-to: "", tool-output: { transfer_call: "Sales (sales)" } }
        """);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aCallerWhoSpeaksIntoTheAnnouncementStays() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Sales, please.
        - tool: transfer_call
          with: { destination: sales }
        - interrupt: Wait, one more thing!
        - agent: Yes?
        - hang-up
        expect: { outcome: caller-hung-up, refer-to: "" }
        """);
    assertEquals(List.of(), report.broken());
  }

  private List<String> ended(String call) {
    return desk.eventually(
        "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '" + call + "'",
        rows -> rows.size() == 1);
  }

  private List<String> attempts(String call, int count) {
    return desk.eventually(
        "SELECT target_key || ' ' || t.outcome FROM transfer_attempt t JOIN call c ON c.id = t.call_id WHERE provider_call_id = '"
            + call + "' AND t.outcome IS NOT NULL AND t.outcome <> 'taken' ORDER BY attempt",
        rows -> rows.size() == count);
  }
}
