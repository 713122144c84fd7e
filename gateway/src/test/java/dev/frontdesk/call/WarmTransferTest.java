package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.CallEffect.AttemptTransfer;
import dev.frontdesk.call.CallEffect.DropTarget;
import dev.frontdesk.call.CallEffect.JoinTarget;
import dev.frontdesk.call.CallEffect.LookForTarget;
import dev.frontdesk.call.CallEffect.ReturnCaller;
import dev.frontdesk.call.Transfer.Stage;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WarmTransferTest {
  private static final TransferTarget JANA = Given.warm(Given.SALES);
  private static final TransferTarget DUTY = Given.warm(Given.OFFICE);
  private static final String LEG = "CA1";

  @Test
  void theTargetRingsWhileTheReceptionistStaysWithTheCaller() {
    var call = ringing(JANA);
    assertEquals(List.of(new AttemptTransfer(1, JANA)), call.effects(AttemptTransfer.class));
    assertEquals(Stage.RINGING, stage(call));
    assertTrue(call.told(ModelCommand.Say.class).get(0).text().contains("trying to reach Jana"));

    call.then(new CallEvent.CallerSpeechStarted(call.now(), "chat"))
        .then(new CallEvent.CallerSpeechStopped(call.now(), "chat"))
        .heard("r9", null);
    assertEquals(Stage.RINGING, stage(call));
  }

  @Test
  void aLineThatCannotRingTargetsMayBeLeftForOneThatCan() {
    var call = Given.greeted();
    call.then(new CallEvent.TransferAsked(call.now(), null, List.of(JANA), "bread"))
        .heard("r2", "transfer-1");
    assertEquals(List.of(new AttemptTransfer(1, JANA)), call.effects(AttemptTransfer.class));
    assertEquals(Stage.ASKED, stage(call));
  }

  @Test
  void aCallWhoseCallerHasArrivedElsewhereIsOver() {
    var call = Given.greeted();
    call.then(new CallEvent.TransferAsked(call.now(), null, List.of(JANA), "bread"))
        .heard("r2", "transfer-1");
    seen(call, AttemptOutcome.TAKEN, null);
    seen(call, AttemptOutcome.MOVED, null);
    assertEquals(Call.Phase.ENDED, call.call().phase());
    assertEquals(EndReason.HANDED_OVER, call.call().ending());
  }

  @Test
  void aCallThatWasMovedHereBeginsWithItsTarget() {
    var call = Given.moved(JANA, "bread");
    assertEquals(
        List.of("Thank you for waiting, I am trying to reach " + JANA.name() + "."),
        call.told(ModelCommand.Say.class).stream().map(ModelCommand.Say::text).toList());
    call.heard("r1", "transfer-1");
    assertEquals(List.of(new AttemptTransfer(1, JANA)), call.effects(AttemptTransfer.class));
    assertEquals(Stage.RINGING, stage(call));
    assertEquals("bread", Objects.requireNonNull(call.call().transfer()).summary());
  }

  @Test
  void whoTakesTheCallIsInTheRoomBeforeTheCallerIsSentThere() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.TAKEN, LEG);
    seen(call, AttemptOutcome.ANSWERED, LEG);
    assertEquals(Stage.WHISPERING, stage(call));
    seen(call, AttemptOutcome.ACCEPTED, LEG);
    assertEquals(Stage.ENTERING, stage(call));
    assertEquals(List.of(), call.effects(JoinTarget.class));
    seen(call, AttemptOutcome.ENTERED, LEG);
    assertEquals(Stage.JOINING, stage(call));
    assertEquals(List.of(new JoinTarget(1)), call.effects(JoinTarget.class));
    seen(call, AttemptOutcome.TAKEN, null);
    call.then(new CallEvent.Detached(call.now(), 1000));
    assertEquals(List.of(), call.effects(CallEffect.Probe.class));
    seen(call, AttemptOutcome.CONFIRMED, null);
    assertEquals(EndReason.TRANSFERRED, call.call().ending());
    assertEquals(List.of(), call.effects(DropTarget.class));
    assertEquals(
        List.of(
            AttemptOutcome.TAKEN,
            AttemptOutcome.ANSWERED,
            AttemptOutcome.ACCEPTED,
            AttemptOutcome.ENTERED,
            AttemptOutcome.CONFIRMED),
        outcomes(call));
  }

  @ParameterizedTest
  @CsvSource({
    "BUSY, is on another call",
    "NO_ANSWER, does not answer",
    "VOICEMAIL, does not answer",
    "DECLINED, cannot take your call",
    "LEFT, cannot take your call",
    "FAILED, could not reach",
    "REFUSED, could not reach"
  })
  void whoCannotBeHadLeavesTheCallerWithTheReceptionistWhoSaysWhy(
      AttemptOutcome outcome, String words) {
    var call = ringing(JANA);
    seen(call, outcome, null);
    assertEquals(Phase.TALKING, call.call().phase());
    assertNull(call.call().transfer());
    assertEquals(List.of(outcome), outcomes(call));
    String said = call.told(ModelCommand.Say.class).get(1).text();
    assertTrue(said.contains(words) && said.contains("May I take a message?"), said);
    assertEquals(List.of(), call.effects(ReturnCaller.class));
  }

  @Test
  void theNextIsRungOnlyAfterTheCallerHasHeardWhy() {
    var call = ringing(JANA, DUTY);
    seen(call, AttemptOutcome.BUSY, null);
    assertEquals(1, call.effects(AttemptTransfer.class).size());
    assertTrue(call.told(ModelCommand.Say.class)
        .get(1)
        .text()
        .contains("is on another call, I am trying to reach the office"));
    call.heard("r3", "transfer-2");
    assertEquals(
        List.of(new AttemptTransfer(1, JANA), new AttemptTransfer(2, DUTY)),
        call.effects(AttemptTransfer.class));
    seen(call, 2, AttemptOutcome.NO_ANSWER, null);
    assertEquals(Phase.TALKING, call.call().phase());
  }

  @Test
  void whoDoesNotDecideInTimeIsLetOff() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.ANSWERED, LEG);
    call.fires(TimerKind.TRANSFER_WATCH);
    assertEquals(List.of(new DropTarget(1, LEG)), call.effects(DropTarget.class));
    assertEquals(AttemptOutcome.DECLINED, outcomes(call).get(1));
    assertEquals(Phase.TALKING, call.call().phase());
  }

  @Test
  void aRingThatNobodyTellsOfIsNoAnswer() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.UNKNOWN, null);
    assertEquals(Stage.RINGING, stage(call));
    call.fires(TimerKind.TRANSFER_WATCH);
    assertEquals(List.of(AttemptOutcome.NO_ANSWER), outcomes(call));
  }

  @Test
  void theCallerIsSentAlthoughTheNewsOfTheTargetsComingIsLost() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.ACCEPTED, LEG);
    call.fires(TimerKind.TRANSFER_WATCH);
    assertEquals(List.of(new LookForTarget(1, LEG)), call.effects(LookForTarget.class));
    assertEquals(List.of(), call.effects(JoinTarget.class));
    seen(call, AttemptOutcome.ENTERED, null);
    assertEquals(List.of(new JoinTarget(1)), call.effects(JoinTarget.class));
  }

  @Test
  void theCallerIsNotSentToATargetThatIsNotThere() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.ACCEPTED, LEG);
    call.fires(TimerKind.TRANSFER_WATCH);
    seen(call, AttemptOutcome.ANSWERED, null);
    call.fires(TimerKind.TRANSFER_WATCH);
    assertEquals(List.of(), call.effects(JoinTarget.class));
    assertEquals(List.of(new DropTarget(1, LEG)), call.effects(DropTarget.class));
    assertEquals(AttemptOutcome.SILENT, outcomes(call).get(1));
  }

  @Test
  void whoLeavesTheRoomBeforeTheCallerComesHasTheCallerFetchedBack() {
    var call = joining();
    call.then(new CallEvent.Detached(call.now(), 1000));
    seen(call, AttemptOutcome.LEFT, null);
    assertEquals(List.of(new ReturnCaller(1)), call.effects(ReturnCaller.class));
    assertEquals(Phase.TALKING, call.call().phase());
    assertEquals(1, call.effects(CallEffect.Probe.class).size());
    call.then(new CallEvent.Probed(call.now(), ProbeResult.ALIVE))
        .then(new CallEvent.Attached(call.now(), true));
    assertEquals(Phase.TALKING, call.call().phase());
  }

  @Test
  void aTargetIsNotLeftWaitingForACallerWhoNeverComes() {
    var call = joining().fires(TimerKind.TRANSFER_WATCH);
    assertEquals(List.of(), call.effects(DropTarget.class));
    assertEquals(List.of(new LookForTarget(1, LEG)), call.effects(LookForTarget.class));
    seen(call, AttemptOutcome.ENTERED, null);
    assertEquals(List.of(new DropTarget(1, LEG)), call.effects(DropTarget.class));
    assertEquals(List.of(new ReturnCaller(1)), call.effects(ReturnCaller.class));
  }

  @Test
  void whoIsFoundTogetherIsNotTornApartBecauseTheNewsWasLost() {
    var call = joining().fires(TimerKind.TRANSFER_WATCH);
    seen(call, AttemptOutcome.CONFIRMED, null);
    assertEquals(EndReason.TRANSFERRED, call.call().ending());
    assertEquals(List.of(), call.effects(ReturnCaller.class));
  }

  @ParameterizedTest
  @EnumSource(
      value = ProbeResult.class,
      names = {"GONE", "UNREACHABLE"})
  void aCallerUnseenOnTheWayIsWaitedForALittle(ProbeResult result) {
    var call = joining();
    call.then(new CallEvent.Probed(call.now(), result));
    assertEquals(Stage.JOINING, stage(call));
    seen(call, AttemptOutcome.CONFIRMED, null);
    assertEquals(EndReason.TRANSFERRED, call.call().ending());
  }

  @Test
  void aCallerWhoHangsUpLetsTheTargetOff() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.ANSWERED, LEG);
    call.then(new CallEvent.Probed(call.now(), ProbeResult.GONE));
    assertEquals(EndReason.CALLER_HUNG_UP, call.call().ending());
    assertEquals(List.of(new DropTarget(1, LEG)), call.effects(DropTarget.class));
    assertEquals(AttemptOutcome.ABANDONED, outcomes(call).get(1));
  }

  @Test
  void aReceptionistWhoSaysGoodbyeLetsTheTargetOff() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.TAKEN, LEG);
    call.asks("end_call", "{}");
    assertEquals(Phase.CLOSING, call.call().phase());
    assertEquals(List.of(new DropTarget(1, LEG)), call.effects(DropTarget.class));
  }

  @Test
  void whoIsFoundRingingAfterTheAttemptIsOverIsLetOff() {
    var call = ringing(JANA).fires(TimerKind.TRANSFER_WATCH);
    seen(call, AttemptOutcome.TAKEN, LEG);
    assertEquals(List.of(new DropTarget(1, LEG)), call.effects(DropTarget.class));
    assertEquals(Phase.TALKING, call.call().phase());
  }

  @Test
  void newsThatWereOvertakenChangeNothing() {
    var together = joining();
    seen(together, AttemptOutcome.CONFIRMED, null);
    List<AttemptOutcome> known = outcomes(together);
    for (AttemptOutcome late :
        List.of(AttemptOutcome.TAKEN, AttemptOutcome.ANSWERED, AttemptOutcome.ENTERED)) {
      seen(together, late, LEG);
    }
    assertEquals(known, outcomes(together));
    assertEquals(EndReason.TRANSFERRED, together.call().ending());

    var busy = ringing(JANA);
    seen(busy, AttemptOutcome.BUSY, null);
    seen(busy, AttemptOutcome.TAKEN, null);
    assertEquals(List.of(AttemptOutcome.BUSY), outcomes(busy));
  }

  @Test
  void aCallerWhoHearsNothingIsToldThatSomebodyIsStillBeingRung() {
    var call = ringing(JANA).fires(TimerKind.HOLDING);
    assertEquals("holding-1", call.told(ModelCommand.Say.class).get(1).label());
    assertTrue(call.call().timers().containsKey(TimerKind.HOLDING));
  }

  @Test
  void aToolIsAnsweredWhileTheTargetRings() {
    var call = ringing(JANA).asks("get_current_time", "{}");
    call.then(new CallEvent.ToolAnswered(call.now(), "fc_get_current_time", "{}"));
    assertEquals(1, call.told(ModelCommand.Continue.class).size());
  }

  @Test
  void theNextOwnerAsksAgainForWhatItDoesNotKnow() {
    var unknown = ringing(JANA);
    takenOver(unknown);
    assertEquals(2, unknown.effects(AttemptTransfer.class).size());

    var known = ringing(JANA);
    seen(known, AttemptOutcome.TAKEN, LEG);
    takenOver(known);
    assertEquals(1, known.effects(AttemptTransfer.class).size());
    assertEquals(List.of(new LookForTarget(1, LEG)), known.effects(LookForTarget.class));
    assertEquals(1, known.effects(CallEffect.Probe.class).size());

    var joining = joining();
    takenOver(joining);
    assertEquals(List.of(new JoinTarget(1), new JoinTarget(1)), joining.effects(JoinTarget.class));
    assertEquals(List.of(), joining.effects(CallEffect.Probe.class));
    seen(joining, AttemptOutcome.CONFIRMED, null);
    assertEquals(EndReason.TRANSFERRED, joining.call().ending());
  }

  private static Given ringing(TransferTarget... targets) {
    var call = Given.warmlyGreeted();
    return call.then(new CallEvent.TransferAsked(call.now(), null, List.of(targets), "bread"))
        .heard("r2", "transfer-1");
  }

  private static Given joining() {
    var call = ringing(JANA);
    seen(call, AttemptOutcome.ACCEPTED, LEG);
    seen(call, AttemptOutcome.ENTERED, LEG);
    return call;
  }

  private static void seen(Given call, AttemptOutcome outcome, @Nullable String leg) {
    seen(call, 1, outcome, leg);
  }

  private static void seen(Given call, int attempt, AttemptOutcome outcome, @Nullable String leg) {
    call.then(new CallEvent.AttemptReported(call.now(), attempt, outcome, "", leg));
  }

  private static void takenOver(Given call) {
    call.then(new CallEvent.TakenOver(call.now(), new NodeId("lost"), call.now(), false));
  }

  private static Stage stage(Given call) {
    Transfer transfer = call.call().transfer();
    if (transfer == null) {
      throw new AssertionError("no transfer");
    }
    return transfer.stage();
  }

  private static List<AttemptOutcome> outcomes(Given call) {
    return call.facts(Fact.TransferSeen.class).stream()
        .map(Fact.TransferSeen::outcome)
        .toList();
  }
}
