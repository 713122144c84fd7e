package dev.frontdesk.simulator.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptTest {
  private static final String HEAD = "from: \"+421900000001\"\nto: \"+15550100001\"\n";

  @Test
  void stepsKeepTheirOrderAndValues() {
    Script script = Script.parse(HEAD + """
        steps:
          - greeting
          - caller: Hello
          - tool: transfer_call
            with: { destination: sales, urgent: true, tries: 2 }
          - refer: accepted-and-silent
          - pause: 1.5s
          - hang-up
        """);
    assertEquals(
        List.of(
            new Step.Greeting(),
            new Step.Caller("Hello"),
            new Step.Tool(
                List.of(new Step.ToolAsk(
                    "transfer_call", "{\"destination\":\"sales\",\"urgent\":true,\"tries\":2}")),
                false),
            new Step.Refer(new CarrierAnswer(200, CarrierAnswer.Then.SILENT)),
            new Step.Pause(Duration.ofMillis(1500)),
            new Step.HangUp()),
        script.steps());
  }

  @Test
  void aNumberWithoutQuotesKeepsItsPlus() {
    assertEquals(
        "+421900000001",
        Script.parse("from: +421900000001\nto: anonymous").invite().from());
  }

  @Test
  void misbehaviourMayBeAListOrAMap() {
    assertEquals(
        Script.parse(HEAD + "misbehave: [ live-twin, accept: 503 once ]").misbehaviour(),
        Script.parse(HEAD + "misbehave: { live-twin: true, accept: 503 once }").misbehaviour());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stepz: []                       | script:3: unknown key 'stepz'",
        "steps: [ greting ]              | script:3: unknown step 'greting'",
        "steps: [ whistle: loud ]        | script:3: unknown key 'whistle'",
        "steps: [ pause: long ]          | script:3: a duration such as 400ms, 2s or 1m is expected here, not 'long'",
        "steps: [ refer: 302 ]           | script:3: a refused REFER has a status from 400 to 599",
        "steps: [ dtmf: x ]              | script:3: keys are 0-9, *, # and A-D",
        "misbehave: [ accept: maybe ]    | script:3: 'accept' needs an error status",
        "misbehave: [ drop-socket: now ] | script:3: 'now' is none of after-attach, after-greeting, during-tool",
        "expect: { accepts: many }       | script:3: a whole number is expected here, not 'many'",
        "expect: { greeted: perhaps }    | script:3: true or false is expected here, not 'perhaps'",
        "violations: ignored             | script:3: 'violations' can only be 'allowed'",
        "steps: [                        | script:3: not YAML",
      })
  void aWrongScriptIsToldByLineAndKey(String wrong, String message) {
    var told = assertThrows(ScriptException.class, () -> Script.parse(HEAD + wrong));
    assertTrue(String.valueOf(told.getMessage()).startsWith(message), told::toString);
  }

  @Test
  void aScriptNeedsToKnowWhoIsCalled() {
    var told = assertThrows(ScriptException.class, () -> Script.parse("from: anonymous"));
    assertEquals("script:1: 'to' is missing", told.getMessage());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleIsAScriptThatExpectsAnOutcome(String name) {
    assertEquals(false, ExampleScripts.named(name).expectations().outcome() == null);
  }

  static List<String> examples() {
    return ExampleScripts.names();
  }
}
