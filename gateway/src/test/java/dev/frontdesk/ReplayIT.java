package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEffect;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallMachine;
import dev.frontdesk.call.Step;
import dev.frontdesk.model.CallId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is journalled is complete: the events of a call, replayed, give the facts that were written, byte for byte. */
class ReplayIT {

  @Test
  void aRecordedCallReplaysToItsOwnFacts() {
    try (var desk = new TestGateway()) {
      var report = desk.place("""
          steps:
          - greeting
          - caller: Sales, please.
          - tool: transfer_call
            with: { destination: sales }
          - refer: 403
          - announcement
          - drop-socket
          - caller: A message then.
          - tool: take_message
            with: { caller_name: Jana, message: Call me., confirmed: true }
          - agent: Noted.
          - hang-up
          """);
      assertEquals(List.of(), report.broken());
      String id = desk.eventually(
              "SELECT id FROM call WHERE ended_at IS NOT NULL", rows -> rows.size() == 1)
          .get(0);
      var events = facts(desk, "kind = 'event'");
      var written = facts(desk, "kind <> 'event'");
      assertTrue(events.size() > 20, events.size() + " events");
      assertEquals(written, replay(CallId.of(id), events));
    }
  }

  static List<String> replay(CallId id, List<String> events) {
    var codec = new RecordCodec(List.of());
    var facts = new ArrayList<String>();
    Call call = Call.claimed(id, 1);
    for (String event : events) {
      Step step = CallMachine.step(call, codec.read(event, CallEvent.class));
      call = step.call();
      for (CallEffect effect : step.effects()) {
        if (effect instanceof CallEffect.Journal journal) {
          facts.add(codec.text(journal.fact()));
        }
      }
    }
    return facts;
  }

  static List<String> facts(TestGateway desk, String condition) {
    return desk.server.ask(
        "SELECT data::text FROM call_fact WHERE " + condition + " ORDER BY epoch, seq");
  }
}
