package dev.frontdesk.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.model.Brain.Doing;
import dev.frontdesk.simulator.model.Brain.Turn;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport.Said;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.CallReport.Who;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DialogueTest {
  private static final String DICTATED = "Say this to the caller: \"Good day.\"";

  @Test
  void saysWhatItIsToldToElseWhatComesNext() {
    var dialogue = dialogue(List.of(none -> Doing.say("Until eight.")));
    var greeted = dialogue.says("Good");
    assertFalse(greeted.isComplete());
    dialogue.next(turn(DICTATED, null));
    dialogue.hears(1);
    dialogue.next(turn("", null));
    assertEquals(
        List.of(
            new Said(Who.AGENT, "Good day."),
            new Said(Who.CALLER, "Until when?"),
            new Said(Who.AGENT, "Until eight.")),
        dialogue.said());
    assertEquals(Duration.ofMillis(2_500), greeted.result());
    assertEquals(Duration.ofMillis(780), dialogue.says("eight").result());
  }

  @Test
  void goesOnWithTheOutputOfATool() {
    var dialogue =
        dialogue(List.of(none -> Doing.ask("look_up", "{}"), output -> Doing.say(output + "!")));
    assertEquals("look_up", dialogue.next(turn("", null)).tool());
    assertEquals("found!", dialogue.next(turn("", "found")).words());
    assertEquals(List.of(new ToolCall("look_up", "{}", "found", null)), dialogue.tools());
  }

  @Test
  void whatIsDictatedWhileAToolIsSlowIsNotTakenForItsOutput() {
    var dialogue =
        dialogue(List.of(none -> Doing.ask("look_up", "{}"), output -> Doing.say(output)));
    dialogue.next(turn("", null));
    dialogue.next(turn(DICTATED, "of the tool before"));
    assertTrue(dialogue.tools().isEmpty());
    dialogue.next(turn("", "found"));
    assertEquals("found", dialogue.tools().get(0).output());
  }

  private static Dialogue dialogue(List<Function<String, Doing>> answers) {
    return new Dialogue(List.of("Until when?"), answers, 1, CallListener.NONE);
  }

  private static Turn turn(String instructions, @Nullable String output) {
    return new Turn(1, instructions, output);
  }
}
