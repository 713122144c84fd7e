package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.CallEffect.AttemptTransfer;
import dev.frontdesk.call.CallEffect.RunTool;
import dev.frontdesk.call.CallEffect.SetTimer;
import dev.frontdesk.call.CallEffect.Tell;
import dev.frontdesk.model.NodeId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A call that its node gives to another goes on as it stands: nothing is said, asked or heard anew. */
class HandedOverTest {
  private static final NodeId FROM = new NodeId("leaving");

  @Test
  void aCallInConversationGoesOnWithoutAWord() {
    var given = handedOver(Given.greeted());
    assertEquals(List.of(), effects(given, Tell.class));
    assertEquals(List.of(), effects(given, CallEffect.Probe.class));
    assertEquals(List.of(), effects(given, CallEffect.Attach.class));
    assertEquals(List.of("handed-over leaving"), notes(given));
  }

  @Test
  void aGreetingThatIsUnderWayIsNotAskedForAgain() {
    assertEquals(List.of(), effects(handedOver(Given.talking()), Tell.class));
  }

  @Test
  void everyWatchRunsOnToTheMomentItHad() {
    var given = Given.greeted();
    var before = given.call().timers();
    handedOver(given);
    assertEquals(before, given.call().timers());
    assertEquals(
        before.keySet(),
        effects(given, SetTimer.class).stream().map(SetTimer::kind).collect(Collectors.toSet()));
  }

  @Test
  void aPendingToolRunsAgainUnderItsKey() {
    var given = handedOver(Given.greeted().asks("take_message", "{}"));
    assertEquals(
        List.of(new RunTool(new ToolCall("fc_take_message", "take_message", "{}"))),
        effects(given, RunTool.class));
  }

  @Test
  void aTransferWhoseAnswerIsAwaitedIsAskedForAgainUnderItsNumber() {
    var given = Given.greeted();
    given
        .then(new CallEvent.TransferAsked(given.now(), null, List.of(Given.SALES)))
        .heard("resp_2", "transfer-1");
    assertEquals(
        List.of(new AttemptTransfer(1, Given.SALES)),
        effects(handedOver(given), AttemptTransfer.class));
  }

  @Test
  void aCallThatIsBeingConnectedIsAttachedHere() {
    var given = handedOver(Given.connecting(List.of()));
    assertEquals(1, effects(given, CallEffect.Attach.class).size());
  }

  @Test
  void anEndThatIsUnderWayIsFinishedHere() {
    var given = Given.greeted();
    given.then(new CallEvent.Commanded(given.now(), Command.HANG_UP, ""));
    assertEquals(1, effects(handedOver(given), CallEffect.HangUp.class).size());
  }

  @Test
  void ofACallThatEndedOnTheWayNothingMoreIsTold() {
    var given = Given.greeted();
    given
        .then(new CallEvent.Detached(given.now(), 1006))
        .then(new CallEvent.Probed(given.now(), ProbeResult.GONE));
    assertEquals(Phase.ENDED, given.call().phase());
    handedOver(given);
    assertEquals(List.of(), effects(given, CallEffect.class));
  }

  @Test
  void whatDidNotComeAlongIsLookedForAndElseAGapInItsTimeline() {
    var given = Given.greeted();
    var since = given.now();
    given.then(new CallEvent.HandedOver(since, FROM, since));
    assertEquals(List.of("handed-over leaving"), notes(given));
    given
        .then(new CallEvent.Detached(given.now(), 4_901))
        .then(new CallEvent.Probed(given.now(), ProbeResult.ALIVE));
    var until = given.now();
    given.then(new CallEvent.Attached(until, true)).fires(TimerKind.LOOK_BACK);
    assertEquals(
        List.of(
            "handed-over leaving",
            "detached 4901",
            "probed-alive ",
            "resumed ",
            "gap " + since + "/" + until),
        notes(given));
  }

  @Test
  void aSidebandThatWasDownIsLookedAfterAnew() {
    var given = Given.greeted();
    given.then(new CallEvent.Detached(given.now(), 1006));
    handedOver(given).then(new CallEvent.Detached(given.now(), 4901));
    assertEquals(1, effects(given, CallEffect.Probe.class).size());
  }

  @Test
  void aCallIsSettledWhenNobodyOwesItAnAnswer() {
    assertFalse(Given.connecting(List.of()).call().isSettled());
    var given = Given.greeted();
    assertTrue(given.call().isSettled());
    given.asks("take_message", "{}");
    assertFalse(given.call().isSettled());
    given.then(new CallEvent.ToolAnswered(given.now(), "fc_take_message", "{}"));
    assertTrue(given.call().isSettled());
    given
        .then(new CallEvent.TransferAsked(given.now(), null, List.of(Given.SALES)))
        .heard("resp_2", "transfer-1");
    assertEquals(Phase.TRANSFERRING, given.call().phase());
    assertFalse(given.call().isSettled());
  }

  @Test
  void theEventIsItselfAfterTheWire() {
    var codec = new RecordCodec(List.of());
    CallEvent event = new CallEvent.HandedOver(Given.NOON, FROM, null);
    assertEquals(event, codec.read(codec.text(event), CallEvent.class));
  }

  private static Given handedOver(Given given) {
    return given.then(new CallEvent.HandedOver(given.now(), FROM, null));
  }

  private static List<String> notes(Given given) {
    return given.facts(Fact.Noted.class).stream()
        .map(note -> note.code() + " " + note.detail())
        .toList();
  }

  private static <E extends CallEffect> List<E> effects(Given given, Class<E> type) {
    return given.last().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
