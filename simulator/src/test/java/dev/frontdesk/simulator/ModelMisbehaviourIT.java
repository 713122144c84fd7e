package dev.frontdesk.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transcript, a response or a tool call goes wrong on order: what the model sends over a sound connection. */
class ModelMisbehaviourIT {
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
    CallReport report = world.place(
        "limit: 20s\nsteps: [ greeting, big-frame: " + size + ", caller: Hello, agent: Yes ]");
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
}
