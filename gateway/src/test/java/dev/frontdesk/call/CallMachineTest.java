package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.CallEvent.ServerTool.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallMachineTest {

  @Test
  void greetsAsSoonAsTheSidebandIsOpen() {
    var call = Given.talking();
    assertEquals(
        List.of(new ModelCommand.Greet("Good day, Bakery Novák, how can I help?", "en")),
        call.told(ModelCommand.Greet.class));
    assertEquals(Phase.TALKING, call.call().phase());
  }

  @Test
  void anAcceptedCallIsOpenedAnsweredAndAttached() {
    var call = Given.connecting(List.of());
    assertEquals(1, call.facts(Fact.Opened.class).size());
    assertEquals(1, call.facts(Fact.Answered.class).size());
    assertEquals(1, call.effects(CallEffect.Attach.class).size());
  }

  @Test
  void aDeclinedCallIsOpenedAndEndedWithItsReason() {
    var call = new Given()
        .then(new CallEvent.Offered(Given.NOON, Given.ORIGIN))
        .then(
            new CallEvent.Declined(Given.NOON, EndReason.REFUSED, null, null, "reject", List.of()));
    assertEquals(EndReason.REFUSED, call.facts(Fact.Ended.class).get(0).outcome());
    assertEquals(1, call.effects(CallEffect.Release.class).size());
  }

  @Test
  void aLateTranscriptStandsWhereItWasSpoken() {
    var call = Given.greeted();
    call.then(new CallEvent.ItemPlaced(call.now(), "item_caller", null, Side.CALLER))
        .then(new CallEvent.ItemPlaced(call.now(), "item_agent", "item_caller", Side.AGENT))
        .then(new CallEvent.AgentSaid(call.now(), "item_agent", "We open at nine.", true))
        .then(new CallEvent.CallerSaid(call.now(), "item_caller", "When do you open?", true));
    var said = call.facts(Fact.Utterance.class);
    assertEquals("We open at nine.", said.get(0).text());
    assertTrue(said.get(1).place() < said.get(0).place(), said.toString());
  }

  @Test
  void anItemFoundBetweenTwoOthersGetsAPlaceBetweenThem() {
    var call = Given.greeted();
    call.then(new CallEvent.ItemPlaced(call.now(), "a", null, Side.CALLER))
        .then(new CallEvent.ItemPlaced(call.now(), "c", "a", Side.AGENT))
        .then(new CallEvent.ItemPlaced(call.now(), "b", "a", Side.CALLER));
    assertEquals(
        List.of("a", "b", "c"), call.call().turns().stream().map(Turn::item).toList());
  }

  @Test
  void theModelGoesOnOnceEveryToolHasAnswered() {
    var call = Given.greeted();
    call.asks("one", "{}")
        .asks("two", "{}")
        .then(new CallEvent.ToolAnswered(call.now(), "fc_one", "1"));
    assertEquals(List.of(), call.told(ModelCommand.Continue.class));
    call.then(new CallEvent.ToolAnswered(call.now(), "fc_two", "2"));
    assertEquals(1, call.told(ModelCommand.Continue.class).size());
    assertEquals(
        List.of(
            new ModelCommand.AnswerTool("fc_one", "1"), new ModelCommand.AnswerTool("fc_two", "2")),
        call.told(ModelCommand.AnswerTool.class));
  }

  @Test
  void toolsThatTheProviderRunsAreWrittenDown() {
    var call = Given.greeted();
    call.then(new CallEvent.ServerTool(call.now(), Stage.BEGAN, "item_9", ""))
        .then(new CallEvent.ServerTool(call.now(), Stage.FAILED, "item_9", "stock/find"));
    assertEquals(
        List.of(new Fact.Noted("mcp-began", "item_9"), new Fact.Noted("mcp-failed", "stock/find")),
        call.facts(Fact.Noted.class));
  }

  @Test
  void aToolAskedTwiceRunsOnce() {
    var call = Given.greeted().asks("one", "{}").asks("one", "{}");
    assertEquals(1, call.effects(CallEffect.RunTool.class).size());
  }

  @Test
  void hangsUpOnlyAfterTheGoodbyeWasHeard() {
    var call = Given.greeted();
    call.then(new CallEvent.CallerSpeechStarted(call.now(), "i"))
        .then(new CallEvent.CallerSpeechStopped(call.now(), "i"))
        .asks("end_call", "{}");
    assertEquals(Ending.GOODBYE, call.told(ModelCommand.Say.class).get(0).label());
    assertEquals(List.of(), call.effects(CallEffect.HangUp.class));
    call.heard("resp_bye", Ending.GOODBYE);
    assertEquals(List.of(), call.effects(CallEffect.HangUp.class));
    call.fires(TimerKind.GOODBYE_MARGIN);
    assertEquals(1, call.effects(CallEffect.HangUp.class).size());
    call.then(new CallEvent.HungUp(call.now(), ""));
    assertEquals(EndReason.AGENT_HUNG_UP, call.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void aGoodbyeBeingSpokenIsNotSaidAgain() {
    var call = Given.greeted();
    call.then(new CallEvent.AgentAudioStarted(call.now(), "resp_2", null)).asks("end_call", "{}");
    assertEquals(List.of(), call.told(ModelCommand.Say.class));
    call.then(new CallEvent.AgentAudioEnded(call.now(), "resp_2", null, false))
        .fires(TimerKind.GOODBYE_MARGIN);
    assertEquals(1, call.effects(CallEffect.HangUp.class).size());
  }

  @Test
  void aCallerBeyondALimitIsToldSoAndNothingElse() {
    var call = Given.announced("All lines are busy.");
    assertEquals(
        List.of(new ModelCommand.Say("goodbye", "All lines are busy.")),
        call.told(ModelCommand.class));
    call.then(new CallEvent.AgentAudioStarted(call.now(), "resp_1", "goodbye"))
        .then(new CallEvent.CallerSpeechStarted(call.now(), "i"))
        .then(new CallEvent.AgentAudioEnded(call.now(), "resp_1", "goodbye", false))
        .fires(TimerKind.GOODBYE_MARGIN)
        .then(new CallEvent.HungUp(call.now(), ""));
    assertEquals(EndReason.REFUSED, call.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void anAnnouncementNobodyHearsStillEnds() {
    var call = Given.announced("All lines are busy.").fires(TimerKind.GOODBYE);
    assertEquals(Phase.HANGING_UP, call.call().phase());
  }

  @Test
  void aGoodbyeNobodyHearsStillEnds() {
    var call = Given.greeted();
    call.asks("end_call", "{}").fires(TimerKind.GOODBYE_MARGIN);
    assertEquals(Phase.HANGING_UP, call.call().phase());
  }

  @Test
  void aCallerWhoSpeaksIntoTheGoodbyeIsListenedTo() {
    var call = Given.greeted();
    call.then(new CallEvent.AgentAudioStarted(call.now(), "resp_2", null))
        .asks("end_call", "{}")
        .then(new CallEvent.CallerSpeechStarted(call.now(), "i"))
        .fires(TimerKind.GOODBYE);
    assertEquals(Phase.TALKING, call.call().phase());
    assertEquals(List.of(), call.effects(CallEffect.HangUp.class));
    assertTrue(
        call.call().timers().containsKey(TimerKind.LONGEST_CALL),
        "the longest duration still counts");
  }

  @Test
  void aDroppedSocketIsProbedAndTheCallGoesOn() {
    var call = Given.greeted();
    call.then(new CallEvent.Detached(call.now(), 1006));
    assertEquals(1, call.effects(CallEffect.Probe.class).size());
    call.then(new CallEvent.Probed(call.now(), ProbeResult.ALIVE))
        .then(new CallEvent.Attached(call.now(), true));
    assertEquals(Phase.TALKING, call.call().phase());
    assertEquals(1, call.told(ModelCommand.Greet.class).size(), "greeted once");
  }

  @Test
  void aCallWhoseSidebandIsLostBeforeItOpenedIsGreetedOnceItIsOpen() {
    var call = Given.connecting(List.of());
    var seen = call.now();
    call.then(new CallEvent.Detached(seen.plusSeconds(2), 4_900, seen))
        .then(new CallEvent.Probed(call.now(), ProbeResult.ALIVE))
        .then(new CallEvent.Attached(call.now(), true));
    assertEquals(Phase.TALKING, call.call().phase());
    assertEquals(1, call.told(ModelCommand.Greet.class).size());
    assertNull(call.call().absence());
    assertEquals(List.of(), call.told(ModelCommand.LookBack.class), "nothing was said yet");
  }

  @Test
  void aDroppedSocketOfACallThatIsGoneMeansTheCallerHungUp() {
    var call = Given.greeted();
    call.then(new CallEvent.Detached(call.now(), 1006))
        .then(new CallEvent.Probed(call.now(), ProbeResult.GONE));
    assertEquals(EndReason.CALLER_HUNG_UP, call.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void aCallerWhoseProviderCannotBeReachedIsGivenBackSoThatNothingBillsIntoTheVoid() {
    var call = Given.greeted();
    call.then(new CallEvent.Detached(call.now(), 1006))
        .then(new CallEvent.Probed(call.now(), ProbeResult.UNREACHABLE));
    assertEquals(1, call.effects(CallEffect.GiveBack.class).size());
    call.then(new CallEvent.HungUp(call.now(), "timeout"));
    assertEquals(
        new Fact.Ended(EndReason.PROVIDER_LOST, "timeout"),
        call.facts(Fact.Ended.class).get(0));
  }

  @Test
  void aSidebandThatNeverOpensEndsTheCallAtTheProviderToo() {
    var call = Given.connecting(List.of());
    call.then(new CallEvent.Probed(call.now(), ProbeResult.GONE))
        .then(new CallEvent.HungUp(call.now(), ""));
    assertEquals(1, call.effects(CallEffect.GiveBack.class).size());
    assertEquals(EndReason.NOT_ATTACHED, call.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void asksASilentCallerTwiceAndThenEndsPolitely() {
    var call = Given.greeted().fires(TimerKind.SILENCE);
    call.heard("r2", "still-there-1")
        .fires(TimerKind.SILENCE)
        .heard("r3", "still-there-2")
        .fires(TimerKind.SILENCE);
    assertEquals(Phase.CLOSING, call.call().phase());
    call.heard("r4", Ending.GOODBYE)
        .fires(TimerKind.GOODBYE_MARGIN)
        .then(new CallEvent.HungUp(call.now(), ""));
    assertEquals(EndReason.SILENCE, call.facts(Fact.Ended.class).get(0).outcome());
  }

  @Test
  void aModelThatStallsIsAskedAgainOnceAndThenGivenUp() {
    var call = Given.talking().fires(TimerKind.STALL);
    assertEquals(1, call.told(ModelCommand.Continue.class).size());
    call.fires(TimerKind.STALL);
    assertEquals(1, call.effects(CallEffect.GiveBack.class).size());
    assertEquals(EndReason.PROVIDER_STALLED, call.call().ending());
  }

  @Test
  void aResponseThatFailsIsAskedForAgainAtOnceAndOnlyOnce() {
    var call = Given.talking().then(failed("r1"));
    assertEquals(1, call.told(ModelCommand.Again.class).size());
    call.then(failed("r2"));
    assertEquals(EndReason.PROVIDER_STALLED, call.call().ending());
    assertEquals(1, call.effects(CallEffect.GiveBack.class).size());
  }

  @Test
  void aCallerWhoSpokeSinceHasAnotherTry() {
    var call = Given.talking().then(failed("r1")).heard("r2", null);
    call.then(new CallEvent.CallerSpeechStarted(Given.NOON, "u1"));
    call.then(new CallEvent.CallerSpeechStopped(Given.NOON, "u1"));
    call.then(failed("r3"));
    assertEquals(Phase.TALKING, call.call().phase());
    assertEquals(2, call.told(ModelCommand.Again.class).size());
  }

  @Test
  void whatWasHeardInPartIsNotSaidTwice() {
    var call = Given.talking().then(new CallEvent.AgentAudioStarted(Given.NOON, "r1", null));
    call.then(failed("r1"));
    assertEquals(0, call.told(ModelCommand.Again.class).size());
    assertEquals(Phase.TALKING, call.call().phase());
  }

  @Test
  void aGoodbyeThatCannotBeSaidIsNotWaitedFor() {
    var call = Given.announced("We are closed.").then(failed("r1"));
    assertEquals(1, call.told(ModelCommand.Again.class).size());
    call.then(failed("r2"));
    assertEquals(EndReason.REFUSED, call.call().ending());
    assertEquals(1, call.effects(CallEffect.HangUp.class).size());
  }

  private static CallEvent failed(String response) {
    return new CallEvent.ProviderFailed(Given.NOON, "server_error", "", response);
  }

  @Test
  void aLineOnWhichTheModelIsNeverHeardIsGivenBack() {
    var call = Given.talking().fires(TimerKind.DEAD_AIR);
    assertEquals(EndReason.DEAD_AIR, call.call().ending());
    assertEquals(1, call.effects(CallEffect.GiveBack.class).size());
  }

  @Test
  void theLongestCallIsAnnouncedToTheModelAndThenEndedPolitely() {
    var call = Given.greeted().fires(TimerKind.WRAP_UP);
    assertEquals(1, call.told(ModelCommand.Note.class).size());
    call.fires(TimerKind.LONGEST_CALL);
    assertEquals(Phase.CLOSING, call.call().phase());
    assertEquals(EndReason.LONGEST_CALL, call.call().ending());
  }

  @Test
  void aWatchThatWasStoppedDoesNothingWhenItFiresLate() {
    var call = Given.greeted();
    call.then(new CallEvent.CallerSpeechStarted(call.now(), "i")).fires(TimerKind.SILENCE);
    assertEquals(List.of(), call.last());
  }

  @Test
  void usageAfterTheEndIsStillWrittenDown() {
    var call = Given.greeted();
    call.then(new CallEvent.Detached(call.now(), 1006))
        .then(new CallEvent.Probed(call.now(), ProbeResult.GONE));
    var usage = new Usage("response", "gpt-realtime-2.1", 1, 0, 2, 0, 3, 4, 0, 17, true);
    call.then(new CallEvent.Consumed(call.now(), usage));
    assertEquals(List.of(Fact.Used.of(usage)), call.facts(Fact.Used.class));
  }

  @Test
  void aTurnTakesFromTheCallersLastWordToOurFirstSound() {
    var call = Given.greeted();
    call.then(new CallEvent.CallerSpeechStarted(call.now(), "i"))
        .then(new CallEvent.CallerSpeechStopped(call.now(), "i"))
        .heard("r2", null);
    assertEquals(
        List.of(new Fact.Milestone("turn", Duration.ofSeconds(1).toMillis())),
        call.facts(Fact.Milestone.class).stream()
            .filter(step -> step.step().equals("turn"))
            .toList());
  }

  @Test
  void theWayToTheFirstSoundIsWrittenDownStepByStep() {
    var steps = Given.greeted().facts(Fact.Milestone.class);
    assertEquals(
        List.of("attached", "greeting-asked", "first-audio"),
        steps.stream().map(Fact.Milestone::step).toList());
    assertTrue(
        steps.get(2).millis() >= 1_000, "a second after the greeting was asked for: " + steps);
  }

  @Test
  void anotherNodeIsToldOfToolsAndTransfersButNotOfEveryPause() {
    var call = Given.greeted();
    Call before = call.call();
    call.then(new CallEvent.CallerSpeechStarted(call.now(), "i"));
    assertEquals(false, call.call().differsInSubstance(before));
    call.asks("one", "{}");
    assertTrue(call.call().differsInSubstance(before));
  }
}
