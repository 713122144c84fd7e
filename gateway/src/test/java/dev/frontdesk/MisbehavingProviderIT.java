package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything the protocol pages report of providers and carriers: what the caller meets, and what stands in the journal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MisbehavingProviderIT {
  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misbehaviour")
  void isMet(String what, String outcome, String script) {
    var report = desk.place(script);
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of(outcome),
        desk.eventually(
            "SELECT outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
                + report.callId() + "'",
            rows -> rows.size() == 1));
  }

  static Stream<Arguments> misbehaviour() {
    return Stream.of(
        arguments("a delivery that comes again later is one call", "caller-hung-up", """
            misbehave: [ redeliver-webhook: 200ms, announce-again: 300ms ]
            steps: [ greeting, pause: 600ms, hang-up ]
            expect: { accepts: 1, attaches: 1, greetings: 1 }
            """),
        arguments(
            "the same call announced by another type of webhook is one call",
            "caller-hung-up",
            """
            misbehave: [ live-twin ]
            steps: [ greeting, hang-up ]
            expect: { accepts: 1, greetings: 1 }
            """),
        arguments("accept fails once and is tried again", "caller-hung-up", """
            misbehave: [ accept: 503 once ]
            steps: [ greeting, hang-up ]
            expect: { greeted: true }
            """),
        arguments("a caller who is gone before we accept is no error", "abandoned", """
            misbehave: [ accept: 404 always ]
            ring: 3s
            steps: [ wait-for-end ]
            expect: { outcome: unanswered, accepts: 2, attaches: 0 }
            """),
        arguments("a provider over its limit lets the carrier overflow", "not-accepted", """
            misbehave: [ accept: 429 always ]
            ring: 5s
            steps: [ wait-for-end ]
            expect: { outcome: rejected 486, attaches: 0 }
            """),
        arguments("a session that never comes to be is hung up on", "not-attached", """
            misbehave: [ dead-session ]
            limit: 30s
            steps: [ wait-for-end ]
            expect: { outcome: agent-hung-up }
            """),
        arguments("a slow provider is waited for within the ringing time", "caller-hung-up", """
            misbehave: [ slow-rest: 700ms ]
            steps: [ greeting, hang-up ]
            expect: { accepts: 1, greetings: 1 }
            """),
        arguments("a call that ends with its socket is over", "caller-hung-up", """
            steps: [ greeting, drop-call ]
            expect: { attaches: 1 }
            """),
        arguments("a clean close is no end of the call either", "caller-hung-up", """
            steps:
            - greeting
            - close-socket: 1000
            - caller: Hello?
            - agent: I am here.
            - hang-up
            expect: { attaches: 2, greetings: 1 }
            """),
        arguments("events nobody knows are passed over", "caller-hung-up", """
            misbehave: [ unknown-events, session-created ]
            steps:
            - greeting
            - caller: Hello?
            - agent: Hello.
            - hang-up
            """),
        arguments("a very large event is read in parts and passed over", "caller-hung-up", """
            steps:
            - greeting
            - big-frame: 12 MiB fragmented
            - caller: Hello?
            - agent: Hello.
            - hang-up
            expect: { attaches: 1 }
            """),
        arguments(
            "an event beyond every limit costs the socket and not the call", "caller-hung-up", """
            steps:
            - greeting
            - big-frame: 20 MiB
            - caller: Hello?
            - agent: Hello.
            - hang-up
            expect: { greetings: 1 }
            """),
        arguments("a failed transcription is an empty turn", "caller-hung-up", """
            misbehave: [ transcript: failed ]
            steps:
            - greeting
            - caller: Mumble.
            - agent: Pardon?
            - hang-up
            """),
        arguments("an error that ends nothing ends nothing", "caller-hung-up", """
            steps:
            - greeting
            - error: rate_limit_exceeded
            - caller: Hello?
            - agent: Hello.
            - hang-up
            expect: { attaches: 1 }
            """),
        arguments("tools of a cancelled response are not run", "caller-hung-up", """
            steps:
            - greeting
            - caller: Take a message. No, wait.
            - tool: take_message
              with: { caller_name: Jana, message: never sent, confirmed: true }
              cancelled: true
            - caller: Forget it.
            - agent: Fine.
            - hang-up
            """),
        arguments(
            "two tools in one response are both answered before the model goes on",
            "caller-hung-up",
            """
            steps:
            - greeting
            - caller: The time and a number.
            - tools: [ { tool: get_current_time }, { tool: get_random_number, with: { min: 7, max: 7 } } ]
            - agent: Here you are.
            - hang-up
            expect: { tool-output: { get_current_time: Bratislava, get_random_number: "7" } }
            """),
        arguments(
            "a hang-up the provider refuses at first is done in the end", "agent-hung-up", """
            misbehave: [ hangup: 500 2 times ]
            steps:
            - greeting
            - caller: Goodbye.
            - tool: end_call
            - wait-for-end
            expect: { outcome: agent-hung-up }
            """),
        arguments("keys the caller presses reach the model", "caller-hung-up", """
            steps: [ greeting, dtmf: "1", hang-up ]
            """));
  }

  private static Arguments arguments(String what, String outcome, String script) {
    return Arguments.of(what, outcome, script);
  }
}
