package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session that is lost with its words: what is not written down is told as a gap, and whoever waits for an answer gets one. */
class RenewedSessionTest {
  @Test
  void whatWasSaidInTheMomentOfADeathIsAGap() {
    var given = answered();
    var seen = given.now();
    given.then(new CallEvent.TakenOver(seen.plusSeconds(2), new NodeId("lost"), seen, false));
    var until = given.now();
    given.then(new CallEvent.Renewed(until));
    assertEquals(List.of(seen + "/" + until), gaps(given));
    assertFalse(given.call().detached());
    assertEquals(List.of(), given.told(ModelCommand.LookBack.class), "nobody could tell");
  }

  @Test
  void whatWasAllSeenIsNoGapAndTheCallerIsWaitedFor() {
    var given = renewed(answered());
    assertEquals(List.of(), gaps(given));
    assertTrue(given.call().timers().containsKey(TimerKind.SILENCE));
    assertEquals(List.of(), given.told(ModelCommand.Continue.class));
  }

  @Test
  void aCallerWithoutAnAnswerGetsOneAtOnce() {
    var given = renewed(answered().says("When do you open?"));
    assertEquals(1, given.told(ModelCommand.Continue.class).size());
    assertTrue(given.call().timers().containsKey(TimerKind.STALL));
    assertFalse(given.call().timers().containsKey(TimerKind.SILENCE));
  }

  @Test
  void anAnswerThatWasCutShortIsGivenAgain() {
    var given = answered();
    given.then(new CallEvent.AgentAudioStarted(given.now(), "resp_2", null));
    assertEquals(1, renewed(given).told(ModelCommand.Continue.class).size());
  }

  @Test
  void whatAToolAnsweredIsSpokenOf() {
    var given = answered().says("What time is it?").asks("get_current_time", "{}");
    given.then(new CallEvent.AgentSaid(given.now(), "h", "One moment.", true));
    given.then(new CallEvent.ToolAnswered(given.now(), "fc_get_current_time", "{}"));
    assertEquals(2, renewed(given).told(ModelCommand.Continue.class).size());
  }

  @Test
  void wordsThatNeverCameAreAGapOnce() {
    var given = answered();
    given.then(new CallEvent.ItemPlaced(given.now(), "u", "g", Side.CALLER));
    assertEquals(1, gaps(renewed(given)).size());
    assertEquals(1, given.told(ModelCommand.Continue.class).size(), "somebody spoke");
    given.then(new CallEvent.AgentSaid(given.now(), "h", "I am here.", true));
    assertEquals(1, gaps(renewed(given)).size());
  }

  @Test
  void aCallerWhoHeardOnlyHalfAGreetingIsGreeted() {
    var given = Given.talking();
    given.then(new CallEvent.AgentAudioStarted(given.now(), "resp_1", null));
    assertEquals(2, renewed(given).told(ModelCommand.Greet.class).size());
    assertEquals(List.of(), given.told(ModelCommand.Continue.class));
  }

  @Test
  void anAwaitedToolIsAwaitedAndThenTheModelGoesOn() {
    var given = renewed(answered().says("Tell Jana.").asks("take_message", "{}"));
    assertEquals(List.of(), given.told(ModelCommand.Continue.class));
    given.then(new CallEvent.ToolAnswered(given.now(), "fc_take_message", "{}"));
    assertEquals(1, given.told(ModelCommand.AnswerTool.class).size());
    assertEquals(1, given.told(ModelCommand.Continue.class).size());
  }

  /** Greeted, and that is written down. */
  private static Given answered() {
    var given = Given.greeted();
    given.then(new CallEvent.ItemPlaced(given.now(), "g", null, Side.AGENT));
    return given.then(new CallEvent.AgentSaid(given.now(), "g", "Good day.", true));
  }

  private static Given renewed(Given given) {
    given.then(new CallEvent.Detached(given.now(), 1006));
    given.then(new CallEvent.Probed(given.now(), ProbeResult.ALIVE));
    return given.then(new CallEvent.Renewed(given.now()));
  }

  private static List<String> gaps(Given given) {
    return given.facts(Fact.Noted.class).stream()
        .filter(note -> note.code().equals("gap"))
        .map(Fact.Noted::detail)
        .toList();
  }
}
