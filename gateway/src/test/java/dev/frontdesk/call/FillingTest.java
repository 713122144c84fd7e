package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FillingTest {
  private static final String SENTENCE = "One moment, I am looking.";

  private static Given asking(String tool) {
    return Given.filling(Map.of("slow", SENTENCE)).asks(tool, "{}");
  }

  private static List<String> said(Given call) {
    return call.told(ModelCommand.Say.class).stream()
        .map(ModelCommand.Say::text)
        .toList();
  }

  private static boolean waits(Given call) {
    return call.call().timers().containsKey(TimerKind.FILLER);
  }

  @Test
  void aSlowToolIsBridgedOnce() {
    var call = asking("slow");
    assertTrue(call.last().contains(new CallEffect.SetTimer(TimerKind.FILLER, Filling.SILENCE)));
    call.fires(TimerKind.FILLER).fires(TimerKind.FILLER);
    assertEquals(List.of(SENTENCE), said(call));
    assertFalse(waits(call));
  }

  @Test
  void aToolThatAnswersFirstIsNot() {
    var call = asking("slow");
    call.then(new CallEvent.ToolAnswered(call.now(), "fc_slow", "1")).fires(TimerKind.FILLER);
    assertEquals(List.of(), said(call));
    assertTrue(call.effects(CallEffect.CancelTimer.class).stream()
        .anyMatch(cancelled -> cancelled.kind() == TimerKind.FILLER));
  }

  @Test
  void aToolWithoutASentenceIsWaitedForInSilence() {
    assertFalse(waits(asking("quick")));
  }

  @Test
  void theSentenceOfTheToolThatIsStillSlowIsSaid() {
    var call = asking("slow").asks("quick", "{}");
    call.then(new CallEvent.ToolAnswered(call.now(), "fc_quick", "1")).fires(TimerKind.FILLER);
    assertEquals(List.of(SENTENCE), said(call));
  }

  @Test
  void nobodyIsInterrupted() {
    var speaking = asking("slow");
    speaking
        .then(new CallEvent.AgentAudioStarted(speaking.now(), "resp_2", null))
        .fires(TimerKind.FILLER);
    assertEquals(List.of(), said(speaking));
    assertTrue(waits(speaking), "it may be silent later");
    speaking
        .then(new CallEvent.AgentAudioEnded(speaking.now(), "resp_2", null, false))
        .fires(TimerKind.FILLER);
    assertEquals(List.of(SENTENCE), said(speaking));
    var spokenTo = asking("slow");
    spokenTo.then(new CallEvent.CallerSpeechStarted(spokenTo.now(), "item_9"));
    assertFalse(waits(spokenTo));
  }

  @Test
  void anotherNodeDoesNotWaitForASilenceItDidNotHear() {
    assertFalse(
        asking("slow").call().differsInSubstance(withoutTimer(asking("slow").call())));
  }

  private static Call withoutTimer(Call call) {
    return CallMachine.step(
            call, new CallEvent.CallerSpeechStarted(Given.NOON.plusSeconds(9), "item_9"))
        .call();
  }
}
