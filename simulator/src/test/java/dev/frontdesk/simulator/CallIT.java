package dev.frontdesk.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.Said;
import dev.frontdesk.simulator.report.CallReport.Who;
import dev.frontdesk.simulator.report.Trace;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls as they ought to go. */
class CallIT {
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
  void aCallIsGreetedAndAnsweredUntilTheCallerHangsUp() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: When are you open?
          - agent: From nine to five.
          - hang-up
        expect:
          outcome: caller-hung-up
          accepts: 1
          greeted: true
          agent-says: [ From nine ]
          language: en
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(
        List.of(
            new Said(Who.AGENT, "Hello, this is ACME."),
            new Said(Who.CALLER, "When are you open?"),
            new Said(Who.AGENT, "From nine to five.")),
        report.said());
    assertNotNull(report.timings().attachedToGreeting());
    assertEquals(1, report.counts().attaches());
  }

  @Test
  void whatTheProviderKeepsOfACallNamesItsItemsAndItsSidebands() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: When are you open?
          - agent: From nine to five.
          - hang-up
        """);
    assertEquals(
        report.said(),
        report.trace().items().stream()
            .map(item -> new Said(item.who(), item.text()))
            .toList());
    assertEquals(
        3, report.trace().items().stream().map(Trace.Item::id).distinct().count());
    assertEquals(1, report.trace().greetings());
    var attached = report.trace().attachments();
    assertEquals(
        List.of("sk-test"), attached.stream().map(Trace.Attachment::bearer).toList());
    assertNotNull(attached.get(0).lastSent());
  }

  @Test
  void aCallWaitsForItsCue() throws Exception {
    var placed = world.simulator.place(
        World.script("steps: [ greeting, cue: now, hang-up ]"),
        world.gateway.webhook(),
        new CallListener() {
          @Override
          public void agentSaid(String text) {
            world.simulator.cue("now");
          }
        });
    assertEquals("caller-hung-up", World.await(placed).ended());
    CallReport waitsInVain = world.place("limit: 1s\nsteps: [ greeting, cue: never, hang-up ]");
    assertEquals(List.of("timed out waiting for the cue never"), waitsInVain.broken());
  }

  @Test
  void aDeliveryThatFailsIsRepeatedToTheNextOfTheGateways() throws Exception {
    var targets =
        new ArrayDeque<>(List.of(URI.create("http://127.0.0.1:1/nobody"), world.gateway.webhook()));
    var placed = world.simulator.place(
        World.script("steps: [ greeting, hang-up ]"), targets::remove, CallListener.NONE);
    assertEquals(List.of(), World.await(placed).broken());
    assertEquals(0, targets.size());
  }

  @Test
  void aReplyHasAllItsEventsInOrder() throws Exception {
    world.place("steps: [ greeting, hang-up ]");
    assertEquals(
        List.of(
            "response.created",
            "response.output_item.added",
            "conversation.item.added",
            "response.content_part.added",
            "output_audio_buffer.started",
            "response.output_audio_transcript.delta",
            "response.output_audio_transcript.delta",
            "response.output_audio_transcript.delta",
            "response.output_audio_transcript.delta",
            "response.output_audio.done",
            "response.output_audio_transcript.done",
            "response.content_part.done",
            "response.output_item.done",
            "conversation.item.done",
            "response.done",
            "rate_limits.updated",
            "output_audio_buffer.stopped"),
        gateway.types());
  }

  @Test
  void theOutputOfAToolCanBeSpoken() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: What time is it?
          - tool: get_current_time
          - agent: "It is ${output.now}."
        expect: { tool-output: { get_current_time: noon }, agent-says: It is noon. }
        """);
    assertEquals(List.of(), report.broken());
    assertNotNull(report.toolCalls().get(0).tookMs());
  }

  @Test
  void aReferThatMovesTheCallerEndsTheCall() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: Sales, please.
          - tool: transfer_call
            with: { destination: sales }
          - refer: accepted-and-moved
        expect: { outcome: transferred, refer-to: "tel:+15550100099" }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals("{\"destination\":\"sales\"}", report.toolCalls().get(0).arguments());
    assertEquals(List.of(200), gateway.verbStatuses);
  }

  @Test
  void theGatewayCanHangUp() throws Exception {
    CallReport report = world.place("""
        steps: [ greeting, caller: Bye., tool: end_call, wait-for-end ]
        expect: { outcome: agent-hung-up }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(1, report.counts().hangups());
  }

  @Test
  void theAgentCanBeToldToSpeakWhileAToolIsStillAtWork() throws Exception {
    gateway.answersLate = 200;
    gateway.asksMeanwhile = true;
    CallReport report = world.place("""
        steps: [ greeting, caller: What time is it, tool: get_current_time, agent: Noon. ]
        expect: { agent-says: [ "One moment, please.", Noon. ] }
        """);
    assertEquals(List.of(), report.broken());
  }

  @Test
  void aRejectedCallerIsToldTheStatus() throws Exception {
    gateway.rejectWith = 486;
    CallReport report =
        world.place("expect: { outcome: rejected 486, accepts: 0, greeted: false }");
    assertEquals(List.of(), report.broken());
    assertEquals(486, report.rejectedWith());
  }

  @Test
  void aCallerWhoSpeaksOverAnUnfinishedAnswerCancelsIt() throws Exception {
    world.place("""
        steps:
          - greeting
          - caller: Tell me all.
          - agent: We sell very many very different things.
          - interrupt: Stop!
          - agent: Sorry.
        """);
    JsonObject cancelled = gateway.received.stream()
        .filter(event -> event.getString("type").equals("response.done"))
        .map(event -> event.getJsonObject("response"))
        .filter(response -> response.getString("status").equals("cancelled"))
        .findFirst()
        .orElseThrow();
    assertEquals("turn_detected", cancelled.getJsonObject("status_details").getString("reason"));
    List<String> types = gateway.types();
    int cleared = types.indexOf("output_audio_buffer.cleared");
    assertEquals("conversation.item.truncated", types.get(cleared + 1));
  }

  @Test
  void aCallerWhoSpeaksLateOnlyCutsTheSound() throws Exception {
    CallReport report = world.place("""
        steps:
          - greeting
          - caller: Tell me all.
          - agent: We sell many things.
          - interrupt-late: Stop!
          - agent: Sorry.
        expect: { agent-says: [ We sell many things., Sorry. ] }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals(1, gateway.count("output_audio_buffer.cleared"));
  }

  @Test
  void keysArriveWithoutAnEventId() throws Exception {
    world.place("steps: [ greeting, dtmf: \"1#\", hang-up ]");
    assertEquals(2, gateway.count("input_audio_buffer.dtmf_event_received"));
    assertTrue(!gateway.first("input_audio_buffer.dtmf_event_received").containsKey("event_id"));
  }

  @Test
  void usageGrowsAndIsPartlyCached() throws Exception {
    gateway.session.put("instructions", "Be kind. ".repeat(100));
    world.place("steps: [ greeting, caller: Hello, agent: Yes, caller: Bye, agent: Bye ]");
    List<JsonObject> usages = gateway.received.stream()
        .filter(event -> event.getString("type").equals("response.done"))
        .map(event -> event.getJsonObject("response").getJsonObject("usage"))
        .toList();
    assertTrue(usages.get(2).getInteger("input_tokens") > usages.get(0).getInteger("input_tokens"));
    assertTrue(usages.get(2).getJsonObject("input_token_details").getInteger("cached_tokens") > 0);
  }

  @Test
  void aBrokenExpectationIsNamedNotThrown() throws Exception {
    CallReport report =
        world.place("steps: [ greeting ]\nexpect: { outcome: transferred, agent-says: Bonjour }");
    assertEquals(2, report.broken().size());
    assertTrue(report.broken().get(0).contains("expected transferred, was caller-hung-up"));
  }

  @Test
  void aScriptThatWaitsInVainSaysForWhat() throws Exception {
    gateway.greets = false;
    CallReport report = world.place("limit: 3s\nsteps: [ greeting ]");
    assertEquals(List.of("timed out waiting for the gateway to greet"), report.broken());
  }
}
