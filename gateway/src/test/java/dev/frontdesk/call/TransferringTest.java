package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.Call.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferringTest {

  @Test
  void theReferIsSentOnlyAfterTheAnnouncementWasHeard() {
    var call = asked();
    assertEquals(List.of(), call.effects(CallEffect.AttemptTransfer.class));
    call.heard("r2", "transfer-1");
    assertEquals(
        List.of(new CallEffect.AttemptTransfer(1, Given.SALES)),
        call.effects(CallEffect.AttemptTransfer.class));
  }

  @Test
  void theSoundOfSomethingElseIsNotTheAnnouncement() {
    var call = asked();
    call.then(new CallEvent.AgentAudioEnded(call.now(), "r1", null, false));
    assertEquals(List.of(), call.effects(CallEffect.AttemptTransfer.class));
  }

  @Test
  void aReferThatTookTheCallAwayIsHandedOverAndNotCalledConfirmed() {
    var call = taken();
    call.then(new CallEvent.Detached(call.now(), 1006))
        .then(new CallEvent.Probed(call.now(), ProbeResult.GONE));
    assertEquals(EndReason.HANDED_OVER, call.facts(Fact.Ended.class).get(0).outcome());
    assertEquals(AttemptOutcome.HANDED_OVER, lastSeen(call).outcome());
  }

  @Test
  void anAnnouncedTransferThatTheCarrierBeginsByItselfIsHandedOver() {
    var call = asked();
    call.then(new CallEvent.Detached(call.now(), 1006))
        .then(new CallEvent.AttemptReported(call.now(), 1, AttemptOutcome.HANDED_OVER, "dials"))
        .then(new CallEvent.Probed(call.now(), ProbeResult.GONE))
        .fires(TimerKind.ANNOUNCEMENT);
    assertEquals(
        List.of(new Fact.Ended(EndReason.HANDED_OVER, Given.SALES.key())),
        call.facts(Fact.Ended.class));
    assertEquals(
        List.of(new Fact.TransferAttempted(1, Given.SALES.key(), Given.SALES.address())),
        call.facts(Fact.TransferAttempted.class));
    assertEquals(AttemptOutcome.HANDED_OVER, lastSeen(call).outcome());
    assertEquals(List.of(), call.effects(CallEffect.AttemptTransfer.class));
  }

  @Test
  void aCallerWhoIsGoneBeforeTheCarrierBeginsHasHungUp() {
    var call = gone(asked());
    assertEquals(EndReason.CALLER_HUNG_UP, call.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void onlyTheCarrierConfirms() {
    var call = taken();
    call.then(new CallEvent.AttemptReported(call.now(), 1, AttemptOutcome.CONFIRMED, ""));
    assertEquals(EndReason.TRANSFERRED, call.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void aReferWithNothingBehindItIsSilentAndTheConversationGoesOn() {
    var call = taken().fires(TimerKind.TRANSFER_WATCH);
    assertEquals(AttemptOutcome.SILENT, lastSeen(call).outcome());
    assertEquals(Phase.TALKING, call.call().phase());
    assertTrue(call.told(ModelCommand.Say.class).get(1).text().contains("May I take a message?"));
  }

  @Test
  void aRefusedTargetIsFollowedByTheNext() {
    var call = asked().heard("r2", "transfer-1");
    call.then(new CallEvent.AttemptReported(call.now(), 1, AttemptOutcome.REFUSED, "486 busy"));
    assertEquals(
        List.of(
            new CallEffect.AttemptTransfer(1, Given.SALES),
            new CallEffect.AttemptTransfer(2, Given.OFFICE)),
        call.effects(CallEffect.AttemptTransfer.class));
    call.then(new CallEvent.AttemptReported(call.now(), 2, AttemptOutcome.REFUSED, "486 busy"));
    assertEquals(Phase.TALKING, call.call().phase());
  }

  @Test
  void theReportOfAnEarlierAttemptDecidesNothing() {
    var call = asked().heard("r2", "transfer-1");
    call.then(new CallEvent.AttemptReported(call.now(), 1, AttemptOutcome.REFUSED, "busy"))
        .then(new CallEvent.AttemptReported(call.now(), 1, AttemptOutcome.REFUSED, "busy"));
    assertEquals(Phase.TRANSFERRING, call.call().phase());
    assertEquals(2, call.effects(CallEffect.AttemptTransfer.class).size());
  }

  @Test
  void aCallerWhoSpeaksIntoTheAnnouncementIsNotSentAway() {
    var call = asked();
    call.then(new CallEvent.AgentAudioStarted(call.now(), "r2", "transfer-1"))
        .then(new CallEvent.CallerSpeechStarted(call.now(), "wait"))
        .then(new CallEvent.AgentAudioEnded(call.now(), "r2", "transfer-1", true));
    assertEquals(Phase.TALKING, call.call().phase());
    assertEquals(List.of(), call.effects(CallEffect.AttemptTransfer.class));
  }

  @Test
  void aCallThatLeftBeforeTheReferWasAnsweredIsJudgedByTheAnswer() {
    var left = gone(asked().heard("r2", "transfer-1"));
    left.then(new CallEvent.AttemptReported(left.now(), 1, AttemptOutcome.TAKEN, ""));
    assertEquals(EndReason.HANDED_OVER, left.facts(Fact.Ended.class).get(0).outcome());

    var hungUp = gone(asked().heard("r2", "transfer-1"));
    hungUp.then(new CallEvent.AttemptReported(hungUp.now(), 1, AttemptOutcome.REFUSED, "404"));
    assertEquals(EndReason.CALLER_HUNG_UP, hungUp.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void staffIsRungBeforeTheReceptionistTalks() {
    var call =
        Given.connecting(List.of(Given.SALES)).then(new CallEvent.Attached(Given.NOON, false));
    assertEquals(List.of(), call.told(ModelCommand.Greet.class));
    call.heard("r1", "transfer-1");
    assertEquals(1, call.effects(CallEffect.AttemptTransfer.class).size());
  }

  @Test
  void whomNoStaffTakesTheReceptionistGreetsAsAnyOther() {
    var call = Given.connecting(List.of(Given.SALES, Given.OFFICE))
        .then(new CallEvent.Attached(Given.NOON, false))
        .heard("r1", "transfer-1");
    call.then(new CallEvent.AttemptReported(call.now(), 1, AttemptOutcome.REFUSED, "486"))
        .then(new CallEvent.AttemptReported(call.now(), 2, AttemptOutcome.TAKEN, ""))
        .fires(TimerKind.TRANSFER_WATCH);
    assertEquals(Phase.TALKING, call.call().phase());
    assertEquals(
        List.of(new ModelCommand.Greet(Given.plan().greeting(), "en")),
        call.told(ModelCommand.Greet.class));
    assertEquals(1, call.told(ModelCommand.Say.class).size());
  }

  @Test
  void aCallerWhoSpeaksBeforeStaffIsRungIsToBeGreeted() {
    var call = Given.connecting(List.of(Given.SALES))
        .then(new CallEvent.Attached(Given.NOON, false))
        .then(new CallEvent.AgentAudioStarted(Given.NOON, "r1", "transfer-1"))
        .then(new CallEvent.CallerSpeechStarted(Given.NOON, "hello"));
    assertEquals(Phase.TALKING, call.call().phase());
    assertTrue(call.told(ModelCommand.Note.class).get(0).text().contains("not been greeted"));
  }

  @Test
  void everyAttemptOfACallHasItsOwnNumber() {
    var call = taken().fires(TimerKind.TRANSFER_WATCH).asks("transfer_call", "{}");
    call.then(new CallEvent.TransferAsked(call.now(), "fc_transfer_call", List.of(Given.OFFICE)));
    assertEquals(2, call.call().attempts());
    assertEquals("transfer-2", call.told(ModelCommand.Say.class).get(2).label());
  }

  private static Given asked() {
    var call = Given.greeted().asks("transfer_call", "{\"destination\":\"sales\"}");
    return call.then(new CallEvent.TransferAsked(
        call.now(), "fc_transfer_call", List.of(Given.SALES, Given.OFFICE)));
  }

  private static Given taken() {
    var call = Given.greeted().asks("transfer_call", "{}");
    call.then(new CallEvent.TransferAsked(call.now(), "fc_transfer_call", List.of(Given.SALES)))
        .heard("r2", "transfer-1");
    return call.then(new CallEvent.AttemptReported(call.now(), 1, AttemptOutcome.TAKEN, ""));
  }

  private static Given gone(Given call) {
    return call.then(new CallEvent.Detached(call.now(), 1006))
        .then(new CallEvent.Probed(call.now(), ProbeResult.GONE));
  }

  private static Fact.TransferSeen lastSeen(Given call) {
    var seen = call.facts(Fact.TransferSeen.class);
    return seen.get(seen.size() - 1);
  }
}
