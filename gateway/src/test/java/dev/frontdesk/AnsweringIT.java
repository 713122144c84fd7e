package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.webhook.WebhookCounts;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from ring to end through every seam, and what stands in the database afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnsweringIT {
  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void aCallIsAnsweredGreetedTalkedToAndWrittenDownInOrder() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: When do you open?
        - agent: We open at nine.
        - hang-up
        expect: { outcome: caller-hung-up, accepts: 1, greeted: true }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of(
            "agent: " + TestGateway.GREETING,
            "caller: When do you open?",
            "agent: We open at nine."),
        desk.eventually(
            "SELECT side || ': ' || body FROM utterance u JOIN call c ON c.id = u.call_id WHERE provider_call_id = '"
                + report.callId() + "' ORDER BY place",
            said -> said.size() == 3));
    assertEquals(List.of("caller-hung-up"), outcomeOf(report.callId()));
    assertTrue(Long.parseLong(of(report.callId(), "cost_micros")) > 0, "a talk costs something");
  }

  @Test
  void aLateTranscriptStandsWhereItWasSpoken() {
    var report = desk.place("""
        misbehave: [ transcript: after-next-turn ]
        steps:
        - greeting
        - caller: First question.
        - agent: First answer.
        - caller: Second question.
        - agent: Second answer.
        - hang-up
        """);
    var said = desk.eventually(
        "SELECT body FROM utterance u JOIN call c ON c.id = u.call_id WHERE provider_call_id = '"
            + report.callId() + "' ORDER BY place",
        rows -> rows.contains("First question.") && rows.contains("Second answer."));
    assertTrue(said.indexOf("First question.") < said.indexOf("First answer."), said.toString());
    assertTrue(said.indexOf("First answer.") < said.indexOf("Second answer."), said.toString());
  }

  @Test
  void aToolIsAnsweredAndTheConversationGoesOn() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: What time is it?
        - tool: get_current_time
        - agent: It is ${output.spoken}.
        - hang-up
        expect: { tool-output: { get_current_time: Europe/Bratislava } }
        """);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void whatTheModelAsksWronglyIsAnsweredInWordsItCanActOn() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Do something strange.
        - tool: launch_rocket
          with: { when: now }
        - agent: I cannot do that.
        - caller: Take a message then.
        - tool: take_message
          arguments: "{not json"
        - agent: Sorry.
        - hang-up
        expect: { tool-output: { launch_rocket: There is no tool, take_message: not a JSON object } }
        """);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aMessageIsTakenOnceAndWaitsToBeDelivered() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Tell them the oven is broken.
        - tool: take_message
          with: { caller_name: Jana, message: The oven is broken., confirmed: true }
        - agent: I have noted it.
        - hang-up
        expect: { tool-output: { take_message: taken } }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of("The oven is broken."),
        desk.eventually(
            "SELECT m.body FROM message m JOIN call c ON c.id = m.call_id WHERE provider_call_id = '"
                + report.callId() + "'",
            rows -> rows.size() == 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", confirmed: false"})
  void aMessageThatTheCallerHasNotHeardBackIsNotTaken(String confirmed) {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Tell them the roof leaks.
        - tool: take_message
          with: { caller_name: Jana, message: The roof leaks.%s }
        - agent: The roof leaks. Is that right?
        - hang-up
        expect: { tool-output: { take_message: Read the name } }
        """.formatted(confirmed));
    assertEquals(List.of(), report.broken());
    desk.eventually(
        "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
            + report.callId() + "'",
        rows -> rows.size() == 1);
    assertEquals(
        List.of(), desk.server.ask("SELECT id FROM message WHERE body = 'The roof leaks.'"));
    assertEquals(
        List.of(),
        desk.server.ask("SELECT effect_id FROM effect WHERE payload::text LIKE '%roof leaks%'"));
  }

  @Test
  void theGoodbyeIsHeardBeforeTheHangUp() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Thank you, goodbye.
        - tool: end_call
          with: { reason: done }
        - wait-for-end
        expect: { outcome: agent-hung-up, agent-says: [ Goodbye ] }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("agent-hung-up"), outcomeOf(report.callId()));
  }

  @Test
  void aBlockedCallerIsRefusedWithTheTenantsCode() {
    var report = desk.place("""
        from: "+421900000666"
        steps: [ wait-for-end ]
        expect: { outcome: rejected 603, accepts: 0 }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("refused"), outcomeOf(report.callId()));
  }

  @Test
  void aNumberThatIsNobodysIsRejectedAndWrittenDownUnderTheEndpoint() {
    var report = desk.place("""
        to: "+15559999999"
        steps: [ wait-for-end ]
        expect: { outcome: rejected 404, accepts: 0 }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of("+15559999999"),
        desk.eventually(
            "SELECT dialled FROM endpoint_refusal WHERE provider_call_id = '" + report.callId()
                + "'",
            rows -> rows.size() == 1));
  }

  @Test
  void aStormOfOneOfferIsAcceptedOnce() {
    long claimed = desk.gateway.webhookCounts().of(WebhookCounts.End.CLAIMED);
    var report = desk.place("""
        misbehave: [ duplicate-webhook: 100 ]
        steps: [ greeting, hang-up ]
        expect: { accepts: 1, attaches: 1, greetings: 1 }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(claimed + 1, desk.gateway.webhookCounts().of(WebhookCounts.End.CLAIMED));
  }

  @Test
  void aDroppedSocketIsDialledAgainAndTheCallGoesOn() {
    var report = desk.place("""
        steps:
        - greeting
        - drop-socket
        - caller: Are you still there?
        - agent: Yes, I am.
        - hang-up
        expect: { outcome: caller-hung-up, attaches: 2, greetings: 1 }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(List.of("caller-hung-up"), outcomeOf(report.callId()));
  }

  @Test
  void aSidebandThatIsNotThereYetIsWaitedFor() {
    var report = desk.place("""
        misbehave: [ sideband-404: 400ms ]
        steps: [ greeting, hang-up ]
        expect: { greeted: true }
        """);
    assertEquals(List.of(), report.broken());
  }

  private List<String> outcomeOf(String providerCall) {
    return desk.eventually(
        "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
            + providerCall + "'",
        rows -> rows.size() == 1);
  }

  private String of(String providerCall, String column) {
    return desk.server
        .ask("SELECT " + column + " FROM call WHERE provider_call_id = '" + providerCall + "'")
        .get(0);
  }
}
