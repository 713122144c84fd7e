package dev.frontdesk.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can be made to go wrong really goes wrong. */
class MisbehaviourIT {
  private World world;
  private ToyGateway gateway;

  @BeforeEach
  void openTheWorld() throws Exception {
    world = new World();
    gateway = world.gateway;
  }

  @AfterEach
  void closeTheWorld() throws Exception {
    world.close();
  }

  @Test
  void aDeliveryIsDuplicatedAtOnceWithOneId() throws Exception {
    CallReport report = world.place("misbehave: [ duplicate-webhook: 3 ]\nsteps: [ greeting ]");
    assertEquals(3, gateway.webhooks.size());
    assertEquals(1, new HashSet<>(gateway.webhooks).size());
    assertEquals(1, report.counts().accepts());
  }

  @Test
  void aDeliveryComesAgainLaterWithTheSameId() throws Exception {
    gateway.greets = false;
    world.place("misbehave: [ redeliver-webhook: 50ms ]\nlimit: 2s\nsteps: [ greeting ]");
    assertEquals(2, gateway.webhooks.size());
    assertEquals(1, new HashSet<>(gateway.webhooks).size());
  }

  @Test
  void aCallIsAnnouncedAgainUnderAnotherDeliveryId() throws Exception {
    gateway.greets = false;
    world.place("misbehave: [ announce-again: 50ms ]\nlimit: 2s\nsteps: [ greeting ]");
    assertEquals(2, new HashSet<>(gateway.webhooks).size());
  }

  @Test
  void theOtherWebhookTypeAnnouncesTheSameCall() throws Exception {
    CallReport report = world.place("misbehave: [ live-twin ]\nsteps: [ greeting ]");
    assertEquals(
        List.of("realtime.call.incoming", "live.transport.incoming"), gateway.webhookTypes());
    assertEquals(1, new HashSet<>(gateway.sipCallIds()).size());
    assertEquals(1, report.counts().accepts());
  }

  @Test
  void theCarrierRetriesWithTheSameCallIdUnderANewProviderId() throws Exception {
    CallReport report = world.place("misbehave: [ carrier-retry: 50ms ]\nsteps: [ greeting ]");
    assertEquals(
        List.of(404, 404, 200),
        gateway.acceptStatuses.stream().sorted((a, b) -> b - a).toList());
    assertEquals(2, gateway.sipCallIds().size());
    assertEquals(1, new HashSet<>(gateway.sipCallIds()).size());
    assertEquals("caller-hung-up", report.ended());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad", "stale", "missing"})
  void aWrongSignatureIsSent(String signature) throws Exception {
    CallReport report = world.place(
        "misbehave: [ signature: " + signature + " ]\nexpect: { outcome: webhook-refused 401 }");
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aRotatedSecretGivesTwoSignatures() throws Exception {
    CallReport report = world.place("misbehave: [ signature: rotated ]\nsteps: [ greeting ]");
    assertEquals(200, report.webhookStatus());
    assertTrue(report.accepted());
  }

  @Test
  void theCallerGivesUpWhileItRings() throws Exception {
    gateway.greets = false;
    CallReport report = world.place(
        "misbehave: [ caller-gone: 40ms, slow-rest: 300ms ]\nlimit: 5s\nsteps: [ greeting ]");
    assertEquals("caller-hung-up", report.ended());
    assertEquals(false, report.accepted());
  }

  @Test
  void anAcceptFailsOnce() throws Exception {
    CallReport report = world.place("misbehave: [ accept: 404 once ]\nsteps: [ greeting ]");
    assertEquals(List.of(404, 200), gateway.acceptStatuses);
    assertEquals(2, report.counts().accepts());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 409, 500, 503})
  void anAcceptFailsAlways(int status) throws Exception {
    CallReport report = world.place(
        "ring: 500ms\nmisbehave: [ accept: " + status + " ]\nexpect: { outcome: unanswered }");
    assertEquals(List.of(status, status), gateway.acceptStatuses);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aRateLimitSaysWhenToComeBack() throws Exception {
    world.place("misbehave: [ accept: 429 once ]\nsteps: [ greeting ]");
    assertEquals(List.of("1"), gateway.retryAfter);
  }

  @Test
  void restIsSlow() throws Exception {
    CallReport report = world.place("misbehave: [ slow-rest: 150ms ]\nsteps: [ greeting ]");
    assertTrue(report.misbehaviour().contains("ACCEPT answered slowly"));
    assertTrue(report.timings().total() > 150);
  }

  @Test
  void aSessionIsDeadAlthoughItWasAccepted() throws Exception {
    CallReport report = world.place("limit: 1s\nmisbehave: [ dead-session ]\nsteps: [ greeting ]");
    assertTrue(gateway.dialStatuses.size() > 2);
    assertEquals(0, report.counts().attaches());
    assertEquals(List.of("timed out waiting for a sideband"), report.broken());
  }

  @Test
  void aSidebandIsNotThereAtFirst() throws Exception {
    CallReport report = world.place("misbehave: [ sideband-404: 120ms ]\nsteps: [ greeting ]");
    assertEquals(404, gateway.dialStatuses.get(0));
    assertEquals(1, report.counts().attaches());
    assertTrue(report.timings().acceptToAttached() >= 120);
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-attach", "after-greeting", "during-tool"})
  void aSocketDropsAndTheCallLivesOn(String moment) throws Exception {
    gateway.redials = true;
    gateway.answersLate = 200;
    gateway.greetsAgain = moment.equals("after-attach");
    CallReport report = world.place("""
        misbehave: [ drop-socket: %s ]
        limit: 10s
        steps:
          - greeting
          - caller: What time is it?
          - tool: get_current_time
          - agent: Late.
        expect: { agent-says: Late., attaches: 2, outcome: caller-hung-up }
        """.formatted(moment));
    assertEquals(List.of(), report.broken());
    assertEquals("1006", gateway.closes.get(0));
    assertEquals(1, report.counts().sidebands());
  }

  @Test
  void aSocketDropsBecauseTheCallIsGone() throws Exception {
    gateway.redials = true;
    CallReport report = world.place(
        "misbehave: [ drop-call: after-greeting ]\nsteps: [ greeting, wait-for-end ]\nexpect: { outcome: lost }");
    assertEquals(List.of(), report.broken());
    assertEquals(404, gateway.dialStatuses.get(1));
    assertTrue(report.counts().probes() >= 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011})
  void aSocketClosesWithACode(int code) throws Exception {
    gateway.redials = true;
    CallReport report = world.place(
        "steps: [ greeting, close-socket: " + code + ", caller: Still there, agent: Yes ]");
    assertEquals(String.valueOf(code), gateway.closes.get(0));
    assertEquals(2, report.counts().attaches());
  }

  @Test
  void aSessionExpiresAfterAnHour() throws Exception {
    CallReport report = world.place("steps: [ greeting, session-expires ]");
    assertEquals(
        "session_expired", gateway.first("error").getJsonObject("error").getString("code"));
    assertEquals("1001", gateway.closes.get(0));
    assertEquals("session-expired", report.ended());
  }

  @Test
  void aSecondSidebandIsRefused() throws Exception {
    gateway.dialsTwice = true;
    CallReport report =
        world.place("misbehave: [ second-sideband: refused ]\nsteps: [ greeting, pause: 1s ]");
    assertEquals(1, report.counts().attaches());
    assertTrue(gateway.dialStatuses.contains(404));
  }

  @Test
  void aSecondSidebandKicksTheFirst() throws Exception {
    gateway.dialsTwice = true;
    gateway.greets = false;
    CallReport report =
        world.place("limit: 1s\nmisbehave: [ second-sideband: kicks-first ]\nsteps: [ greeting ]");
    assertEquals(2, report.counts().attaches());
    assertEquals(1, report.counts().sidebands());
    assertEquals("1000", gateway.closes.get(0));
  }

  @Test
  void twoSidebandsHearTheSame() throws Exception {
    gateway.dialsTwice = true;
    gateway.greets = false;
    CallReport report = world.place("limit: 1s\nsteps: [ dtmf: \"1\", greeting ]");
    assertEquals(2, report.counts().sidebands());
  }

  @Test
  void aReferLeadsNowhere() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: Sales, please
          - tool: transfer_call
          - agent: One moment.
          - refer: accepted-and-silent
          - caller: Hello
          - agent: I am still here.
        expect: { outcome: caller-hung-up, agent-says: I am still here. }
        """);
    assertEquals(List.of(200), gateway.verbStatuses);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aReferIsRefused() throws Exception {
    world.place("steps: [ greeting, caller: Sales, tool: transfer_call, refer: refused ]");
    assertEquals(List.of(500), gateway.verbStatuses);
  }

  @Test
  void aSocketIsLostAfterAReferButTheCallerStays() throws Exception {
    gateway.redials = true;
    CallReport report = world.place(
        "steps: [ greeting, caller: Sales, tool: transfer_call, refer: accepted-and-socket-lost, pause: 1s, caller: Hello, agent: Yes ]");
    assertEquals(2, report.counts().attaches());
    assertEquals("caller-hung-up", report.ended());
  }

  @Test
  void aHangUpFails() throws Exception {
    CallReport report = world.place(
        "limit: 1s\nmisbehave: [ hangup: 503 ]\nsteps: [ greeting, caller: Bye, tool: end_call, wait-for-end ]");
    assertEquals(List.of(503), gateway.verbStatuses);
    assertEquals("timed-out", report.ended());
  }

  @Test
  void aTranscriptComesAfterTheReply() throws Exception {
    world.place(
        "misbehave: [ transcript: after-reply ]\nsteps: [ greeting, caller: Hello, agent: Yes ]");
    assertTrue(gateway.last("response.done")
        < gateway.last("conversation.item.input_audio_transcription.completed"));
  }

  @Test
  void aTranscriptComesAfterTheNextTurn() throws Exception {
    world.place(
        "misbehave: [ transcript: after-next-turn ]\nsteps: [ greeting, caller: One, agent: A, caller: Two, agent: B ]");
    JsonObject late = gateway.first("conversation.item.input_audio_transcription.completed");
    assertEquals("One", late.getString("transcript"));
    assertTrue(gateway.last("input_audio_buffer.committed") < gateway.received.indexOf(late));
  }

  @Test
  void aTranscriptionFails() throws Exception {
    world.place("misbehave: [ transcript: failed ]\nsteps: [ greeting, caller: One, agent: A ]");
    assertEquals(1, gateway.count("conversation.item.input_audio_transcription.failed"));
    assertEquals(0, gateway.count("conversation.item.input_audio_transcription.completed"));
  }

  @Test
  void aTranscriptNeverComes() throws Exception {
    world.place("misbehave: [ transcript: never ]\nsteps: [ greeting, caller: One, agent: A ]");
    assertEquals(0, gateway.count("conversation.item.input_audio_transcription.completed"));
  }

  @Test
  void theModelStalls() throws Exception {
    CallReport report = world.place(
        "limit: 1s\nsteps: [ greeting, caller: One, tool: get_current_time, stall, agent: B ]");
    assertEquals(2, gateway.count("response.done"));
    assertTrue(report.broken().get(0).startsWith("timed out waiting for a response.create"));
  }

  @Test
  void unknownEventsAreSprinkledIn() throws Exception {
    world.place("misbehave: [ unknown-events ]\nsteps: [ greeting ]");
    assertTrue(gateway.count("session.mood.updated") > 2);
  }

  @Test
  void aSessionCanBeAnnouncedAtAttach() throws Exception {
    world.place("misbehave: [ session-created ]\nsteps: [ greeting ]");
    assertEquals("session.created", gateway.types().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20 MiB", "12 MiB fragmented"})
  void anEventIsVeryLarge(String size) throws Exception {
    CallReport report =
        world.place("steps: [ greeting, big-frame: " + size + ", caller: Hello, agent: Yes ]");
    assertTrue(gateway.first("too large").getInteger("length") >= 12 << 20);
    assertEquals(1, report.counts().attaches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "incomplete", "cancelled"})
  void aResponseEndsWithNothingSaid(String status) throws Exception {
    world.place("steps: [ greeting, caller: Hello, response: " + status + " ]");
    assertTrue(gateway.received.stream()
        .filter(event -> event.getString("type").equals("response.done"))
        .anyMatch(event -> event.getJsonObject("response").getString("status").equals(status)));
  }

  @Test
  void aToolIsAskedForInACancelledResponse() throws Exception {
    CallReport report = world.place(
        "steps: [ greeting, caller: Hi, { tool: end_call, cancelled: true }, caller: Hm, agent: Yes ]");
    assertEquals(1, gateway.count("response.function_call_arguments.done"));
    assertEquals(List.of(), report.toolCalls());
    assertEquals(List.of(), report.broken());
  }

  @Test
  void argumentsAreMalformed() throws Exception {
    world.place(
        "steps: [ greeting, caller: Hi, { tool: get_current_time, arguments: '{\"zone\":' }, agent: Yes ]");
    assertEquals(
        "{\"zone\":",
        gateway.first("response.function_call_arguments.done").getString("arguments"));
  }

  @Test
  void twoToolsAreAskedForAtOnce() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: Time and a number
          - tools: [ { tool: get_current_time }, { tool: get_random_number, with: { min: 1, max: 6 } } ]
          - agent: Noon and four.
        """);
    assertEquals(2, report.toolCalls().size());
    assertEquals("{\"min\":1,\"max\":6}", report.toolCalls().get(1).arguments());
    assertTrue(report.agentWords().contains("Noon and four."));
  }

  @Test
  void anErrorEndsNothing() throws Exception {
    CallReport report =
        world.place("steps: [ greeting, error: rate_limit_exceeded, caller: Hi, agent: Yes ]");
    assertEquals(
        "rate_limit_exceeded", gateway.first("error").getJsonObject("error").getString("code"));
    assertEquals("caller-hung-up", report.ended());
  }

  @Test
  void aDeliveryThatFailsIsSentOnceMore() throws Exception {
    gateway.failsFirst = true;
    CallReport report = world.place("steps: [ greeting ]");
    assertEquals(2, gateway.webhooks.size());
    assertNotEquals(false, report.accepted());
  }
}
