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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call whose node is lost goes on: what was left undone is done again, once; what was done is not. */
class TakingOverTest {
  private static final NodeId LOST = new NodeId("lost");

  @Test
  void aCallInConversationIsProbedAndItsTimelineSaysWhy() {
    var given = lost(Given.greeted());
    assertEquals(1, effects(given, CallEffect.Probe.class).size());
    assertEquals(List.of(), effects(given, CallEffect.Attach.class));
    assertEquals(List.of(), effects(given, Tell.class), "nobody speaks unasked");
    assertEquals(
        List.of("taken-over lost"), notes(given), "whether something was missed is not known yet");
  }

  @Test
  void aCallThatIsFoundGoneHasAGapToItsEnd() {
    var given = lost(Given.greeted());
    Instant end = given.now();
    given.then(new CallEvent.Probed(end, ProbeResult.GONE));
    assertEquals(List.of("taken-over lost", "gap 2026-11-21T12:00:00Z/" + end), notes(given));
  }

  @Test
  void itsWatchesRunToTheMomentTheyHad() {
    var given = lost(Given.greeted());
    var longest = effects(given, SetTimer.class).stream()
        .filter(set -> set.kind() == TimerKind.LONGEST_CALL)
        .toList();
    assertEquals(
        List.of(new SetTimer(TimerKind.LONGEST_CALL, Duration.ofMinutes(55).minusSeconds(5))),
        longest);
    assertFalse(given.call().timers().containsKey(TimerKind.DEAD_AIR));
    assertTrue(given.call().timers().containsKey(TimerKind.SILENCE));
  }

  @Test
  void whoHeardNoGreetingIsGreeted() {
    var given = seenAgain(lost(Given.talking()));
    given.then(new CallEvent.LookedBack(given.now(), true, "", null));
    assertEquals(
        List.of(new Tell(new ModelCommand.Greet(Given.plan().greeting(), "en"))),
        effects(given, Tell.class));
  }

  @Test
  void whoIsNotKnownToHaveBeenGreetedIsGreetedEvenIfTheProviderDoesNotTell() {
    var given = seenAgain(lost(Given.talking()));
    given.fires(TimerKind.LOOK_BACK);
    assertEquals(2, given.told(ModelCommand.Greet.class).size(), "by the lost node, and by us");
  }

  @Test
  void whatNobodyWroteDownBeginsWithItsOpening() {
    var given = Given.greeted();
    given.then(new CallEvent.TakenOver(given.now(), LOST, null, true));
    assertEquals(
        List.of("Opened", "Answered", "Noted"),
        effects(given, CallEffect.Journal.class).stream()
            .map(journal -> journal.fact().getClass().getSimpleName())
            .toList());
    lost(given);
    assertEquals(1, effects(given, CallEffect.Journal.class).size());
  }

  @Test
  void whoWasGreetedUnseenIsNotGreetedAgain() {
    var given = seenAgain(lost(Given.talking()));
    given.then(new CallEvent.ItemPlaced(given.now(), "item_greeting", null, Side.AGENT));
    given.then(new CallEvent.LookedBack(given.now(), true, "", null));
    assertEquals(List.of(), effects(given, Tell.class));
  }

  @Test
  void aPendingToolRunsAgainAndIsAnsweredOnce() {
    var given = lost(Given.greeted().asks("take_message", "{}"));
    assertEquals(
        List.of(new RunTool(new ToolCall("fc_take_message", "take_message", "{}"))),
        effects(given, RunTool.class));
    for (int twice = 0; twice < 2; twice++) {
      given.then(new CallEvent.ToolAnswered(given.now(), "fc_take_message", "{}"));
    }
    assertEquals(1, given.told(ModelCommand.AnswerTool.class).size());
  }

  @Test
  void aTransferWhoseAnswerIsAwaitedIsAskedForAgainUnderItsNumber() {
    var given = lost(transferring());
    assertEquals(
        List.of(new AttemptTransfer(1, Given.SALES)), effects(given, AttemptTransfer.class));
  }

  @Test
  void aTakenTransferIsOnlyWatched() {
    var given = transferring();
    lost(given.then(new CallEvent.AttemptReported(given.now(), 1, AttemptOutcome.TAKEN, "")));
    assertEquals(List.of(), effects(given, AttemptTransfer.class));
    given.then(new CallEvent.Probed(given.now(), ProbeResult.GONE));
    assertEquals(EndReason.HANDED_OVER, given.call().ending());
  }

  @Test
  void aCallThatHadLeftUsBeforeItsAnswerCameWaitsForTheAnswer() {
    var given = transferring();
    given
        .then(new CallEvent.Detached(given.now(), 1006))
        .then(new CallEvent.Probed(given.now(), ProbeResult.GONE));
    lost(given);
    assertEquals(List.of(), effects(given, CallEffect.Probe.class));
    given.then(new CallEvent.AttemptReported(given.now(), 1, AttemptOutcome.TAKEN, ""));
    assertEquals(EndReason.HANDED_OVER, given.call().ending());
  }

  @Test
  void aCallThatWasConnectingIsAttachedAndGreetedAsIfNothingHadBeen() {
    var given = lost(Given.connecting(List.of()));
    assertEquals(1, effects(given, CallEffect.Attach.class).size());
    given.then(new CallEvent.Attached(given.now(), false));
    assertEquals(Phase.TALKING, given.call().phase());
    assertEquals(1, given.told(ModelCommand.Greet.class).size());
  }

  @Test
  void aCallNobodyKnowsAnythingOfIsHungUp() {
    var given = lost(new Given().then(new CallEvent.Offered(Given.NOON, Given.ORIGIN)));
    assertEquals(1, effects(given, CallEffect.HangUp.class).size());
    given.then(new CallEvent.HungUp(given.now(), ""));
    assertEquals(List.of(new Fact.Ended(EndReason.NODE_LOST, "")), given.facts(Fact.Ended.class));
  }

  @Test
  void anUnfinishedHangUpIsAskedForAgain() {
    var given = Given.greeted();
    given.then(new CallEvent.Commanded(given.now(), Command.HANG_UP, ""));
    assertEquals(1, effects(lost(given), CallEffect.HangUp.class).size());
  }

  @Test
  void theEventIsItselfAfterTheWire() {
    var codec = new RecordCodec(List.of());
    CallEvent event = new CallEvent.TakenOver(Given.NOON, LOST, Given.NOON, false);
    assertEquals(event, codec.read(codec.text(event), CallEvent.class));
    CallEvent unseen = new CallEvent.TakenOver(Given.NOON, LOST, null, true);
    assertEquals(unseen, codec.read(codec.text(unseen), CallEvent.class));
  }

  private static Given transferring() {
    var given = Given.greeted();
    return given
        .then(new CallEvent.TransferAsked(given.now(), null, List.of(Given.SALES)))
        .heard("resp_2", "transfer-1");
  }

  private static List<String> notes(Given given) {
    return given.facts(Fact.Noted.class).stream()
        .map(note -> note.code() + " " + note.detail())
        .toList();
  }

  private static Given lost(Given given) {
    return given.then(new CallEvent.TakenOver(given.now(), LOST, Given.NOON, false));
  }

  private static Given seenAgain(Given given) {
    return given.then(new CallEvent.Attached(given.now(), true));
  }

  private static <E extends CallEffect> List<E> effects(Given given, Class<E> type) {
    return given.last().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aCallThatWasBeingGivenBackIsGivenBackAgain() {
    var given = Given.greeted();
    given
        .then(new CallEvent.Detached(given.now(), 1006))
        .then(new CallEvent.Probed(given.now(), ProbeResult.UNREACHABLE));
    assertEquals(1, effects(lost(given), CallEffect.GiveBack.class).size());
    assertEquals(List.of(), effects(given, CallEffect.HangUp.class));
  }
}
