package dev.frontdesk.call;

import static dev.frontdesk.call.Given.SALES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.model.Emergency;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmergenciesTest {
  private static final String SENTENCE = "Please hang up and call 112 now.";
  private static final TransferTarget DUTY = new TransferTarget(
      "duty",
      "the doctor on duty",
      List.of(),
      "+421900000112",
      "",
      TransferTarget.Kind.EMERGENCY,
      null);

  @Test
  void isAnsweredAtOnceOverWhateverIsBeingSaid() {
    Given given = guarded(null)
        .then(new CallEvent.AgentAudioStarted(Given.NOON, "resp_2", null))
        .says("My father has a heart attack!");

    List<ModelCommand> told = given.last().stream()
        .filter(CallEffect.Tell.class::isInstance)
        .map(effect -> ((CallEffect.Tell) effect).command())
        .filter(command -> !(command instanceof ModelCommand.Note))
        .toList();
    assertEquals(
        List.of(new ModelCommand.Hush(), new ModelCommand.Say("emergency", SENTENCE)), told);
    assertEquals(
        List.of(new Fact.EmergencyHeard("heart attack", null)),
        given.facts(Fact.EmergencyHeard.class));
    assertEquals(Phase.TALKING, given.call().phase());
  }

  @Test
  void isAnsweredOncePerCall() {
    Given given = guarded(null).says("call 911").says("I said call 911!");
    assertEquals(1, given.facts(Fact.EmergencyHeard.class).size());
    assertEquals(1, given.told(ModelCommand.Hush.class).size());
    assertTrue(given.call().emergency());
  }

  @Test
  void isNothingWhereTheTenantDoesNotWantIt() {
    Given given = Given.greeted().says("call 911");
    assertEquals(List.of(), given.facts(Fact.EmergencyHeard.class));
    assertEquals(List.of(), given.told(ModelCommand.Hush.class));
    assertFalse(given.call().emergency());
  }

  @Test
  void putsTheCallerThroughAfterTheSentence() {
    Given given = guarded(DUTY).says("call an ambulance");
    assertEquals(new ModelCommand.Say("transfer-1", SENTENCE), says(given));
    assertEquals(
        List.of(new Fact.EmergencyHeard("call an ambulance", "duty")),
        given.facts(Fact.EmergencyHeard.class));

    given.heard("resp_2", "transfer-1");

    assertEquals(
        List.of(new CallEffect.AttemptTransfer(1, DUTY)),
        given.effects(CallEffect.AttemptTransfer.class));
  }

  @Test
  void isNotCalledOffByACallerWhoSpeaksOn() {
    Given given = guarded(DUTY)
        .says("call an ambulance")
        .then(new CallEvent.AgentAudioStarted(Given.NOON, "resp_2", "transfer-1"))
        .then(new CallEvent.CallerSpeechStarted(Given.NOON, "item_9"));
    assertEquals(Phase.TRANSFERRING, given.call().phase());

    given.then(new CallEvent.AgentAudioEnded(Given.NOON, "resp_2", "transfer-1", true));

    assertEquals(1, given.effects(CallEffect.AttemptTransfer.class).size());
  }

  @Test
  void comesBeforeAnotherTransferThatIsOnlyAnnounced() {
    Given given = guarded(DUTY)
        .then(new CallEvent.TransferAsked(Given.NOON, null, List.of(SALES)))
        .says("wait, call an ambulance")
        .heard("resp_2", "transfer-2");
    assertEquals(
        List.of(new CallEffect.AttemptTransfer(2, DUTY)),
        given.effects(CallEffect.AttemptTransfer.class));
  }

  @Test
  void isOnlySaidWhileARefersAnswerIsAwaited() {
    Given given = guarded(DUTY)
        .then(new CallEvent.TransferAsked(Given.NOON, null, List.of(SALES)))
        .heard("resp_2", "transfer-1")
        .says("call an ambulance");
    assertEquals(new ModelCommand.Say("emergency", SENTENCE), says(given));
    assertEquals(
        List.of(new Fact.EmergencyHeard("call an ambulance", null)),
        given.facts(Fact.EmergencyHeard.class));
  }

  @Test
  void whoCannotBeReachedIsReplacedByTheSentence() {
    Given given = guarded(DUTY)
        .says("call an ambulance")
        .heard("resp_2", "transfer-1")
        .then(new CallEvent.AttemptReported(Given.NOON, 1, AttemptOutcome.REFUSED, "603"));
    assertEquals(new ModelCommand.Say("emergency", SENTENCE), says(given));
    assertEquals(Phase.TALKING, given.call().phase());
  }

  @Test
  void bringsTheReceptionistBackFromItsGoodbye() {
    Given given = guarded(null).asks("end_call", "{}").says("he is not breathing");
    assertEquals(Phase.TALKING, given.call().phase());
    assertEquals(new ModelCommand.Say("emergency", SENTENCE), says(given));
  }

  private static Given guarded(@Nullable TransferTarget target) {
    return Given.guarded(new Emergency(true, List.of(), SENTENCE, target));
  }

  private static ModelCommand.Say says(Given given) {
    List<ModelCommand.Say> said = given.told(ModelCommand.Say.class);
    return said.get(said.size() - 1);
  }
}
