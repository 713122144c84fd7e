package dev.frontdesk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.CallMachine;
import dev.frontdesk.call.PendingTool;
import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.call.Turn;
import dev.frontdesk.model.CallId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Of a lost call the journal knows the words and the replica the arguments. */
class FoundTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Call CLAIMED = Call.claimed(new CallId(new UUID(1, 2)), 1);
  private static final CallEvent SAID = new CallEvent.AgentSaid(NOON, "a", "Good day.", true);

  @Test
  void pendingToolsOfARebuiltCallHaveTheArgumentsOfTheReplica() {
    Call rebuilt = after(asks("c1", "[card …1111]"), asks("c2", "[iban]"), SAID);
    Call replicated = after(asks("c1", "4111111111111111"));
    assertEquals(
        List.of("4111111111111111", "[iban]"),
        Found.latest(rebuilt, replicated).tools().stream()
            .map(PendingTool::call)
            .map(ToolCall::arguments)
            .toList());
    assertEquals(rebuilt, Found.latest(rebuilt, null));
  }

  @Test
  void wordsThatOnlyTheReplicaHasAreNotWrittenDown() {
    Call rebuilt = after(new CallEvent.ItemPlaced(NOON, "a", null, Side.AGENT));
    Call replicated = after(SAID, asks("c1", "{}"));
    Call latest = Found.latest(rebuilt, replicated);
    assertEquals(List.of(false), latest.turns().stream().map(Turn::said).toList());
    assertEquals(replicated.tools(), latest.tools());
  }

  private static CallEvent asks(String id, String arguments) {
    return new CallEvent.ToolRequested(NOON, new ToolCall(id, "book", arguments));
  }

  private static Call after(CallEvent... events) {
    Call call = CLAIMED;
    for (CallEvent event : events) {
      call = CallMachine.step(call, event).call();
    }
    return call;
  }
}
