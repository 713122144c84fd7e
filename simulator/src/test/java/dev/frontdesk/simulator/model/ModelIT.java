package dev.frontdesk.simulator.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.World;
import dev.frontdesk.simulator.carrier.stream.Marker;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model's other door, as a bridge meets it. */
class ModelIT {
  private static final String PCMU = """
      {"type":"session.update","session":{"type":"realtime","audio":{
        "input":{"format":{"type":"audio/pcmu"},"transcription":{"model":"x"},"turn_detection":{"type":"server_vad","silence_duration_ms":100}},
        "output":{"format":{"type":"audio/pcmu"},"voice":"marin"}}}}
      """;

  private final Vertx vertx = Vertx.vertx();
  private final List<JsonObject> events = new CopyOnWriteArrayList<>();
  private final Map<String, Promise<JsonObject>> awaited = new ConcurrentHashMap<>();
  private Simulator simulator;
  private WebSocketClient client;
  private WebSocket socket;

  @BeforeEach
  void start() throws Exception {
    simulator = World.await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0)));
    // Kept: Vert.x closes a client that nobody refers to.
    client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(1 << 20));
    socket = World.await(client
        .connect(new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(simulator.port())
            .setURI("/v1/realtime?model=gpt-realtime-2.1")
            .addHeader("Authorization", "Bearer sk-test"))
        .onSuccess(opened -> opened.textMessageHandler(this::received)));
  }

  @AfterEach
  void stop() throws Exception {
    World.await(vertx.close());
  }

  private void received(String text) {
    JsonObject event = new JsonObject(text);
    events.add(event);
    Promise<JsonObject> wait = awaited.get(event.getString("type"));
    if (wait != null) {
      wait.tryComplete(event);
    }
  }

  /** Sends something and waits for the next event of a type. */
  private JsonObject ask(String message, String forType) throws Exception {
    Promise<JsonObject> answer = Promise.promise();
    awaited.put(forType, answer);
    socket.writeTextMessage(message);
    return World.await(answer.future());
  }

  private void hear(byte[] audio, int times) {
    for (int i = 0; i < times; i++) {
      socket.writeTextMessage("{\"type\":\"input_audio_buffer.append\",\"audio\":\""
          + Base64.getEncoder().encodeToString(audio) + "\"}");
    }
  }

  private static byte[] silence() {
    byte[] silence = new byte[Marker.BYTES];
    Arrays.fill(silence, Marker.SILENCE);
    return silence;
  }

  private ModelReport report() throws Exception {
    return World.await(simulator.modelSessions()).get(0);
  }

  private List<Marker> sound() {
    List<Marker> markers = new ArrayList<>();
    events.stream()
        .filter(event -> "response.output_audio.delta".equals(event.getString("type")))
        .forEach(event -> {
          byte[] audio = Base64.getDecoder().decode(event.getString("delta"));
          for (int at = 0; at < audio.length; at += Marker.BYTES) {
            Marker.at(audio, at).ifPresent(markers::add);
          }
        });
    return markers;
  }

  @Test
  void aGreetingComesFasterThanItSounds() throws Exception {
    ask(PCMU, "session.updated");
    long asked = System.nanoTime();
    JsonObject done = ask("""
        {"type":"response.create","response":{"instructions":"Say: \\"Hello, this is ACME, how may I help you?\\""}}
        """, "response.done");
    long took = (System.nanoTime() - asked) / 1_000_000;
    assertEquals("completed", done.getJsonObject("response").getString("status"));
    long length = report().soundMs();
    assertTrue(length > 2000 && took < length, took + " ms for " + length + " ms");
    assertEquals(length / 20, sound().size());
    assertEquals(0, sound().get(0).number());
    assertEquals(List.of("Hello, this is ACME, how may I help you?"), report().said());
    assertEquals(List.of(), report().violations());
  }

  @Test
  void speechIsHeardTranscribedAndAnswered() throws Exception {
    ask(PCMU, "session.updated");
    Promise<JsonObject> done = Promise.promise();
    awaited.put("response.done", done);
    hear(silence(), 10);
    for (int i = 0; i < 10; i++) {
      hear(Marker.now(5, i).bytes(), 1);
    }
    hear(silence(), 10);
    World.await(done.future());
    List<String> types = events.stream().map(event -> event.getString("type")).toList();
    assertTrue(types.indexOf("input_audio_buffer.speech_started")
        < types.indexOf("input_audio_buffer.speech_stopped"));
    assertTrue(types.contains("conversation.item.input_audio_transcription.completed"));
    assertEquals(10, report().heard().size());
    assertEquals(600, report().heardMs());
    assertEquals(1, report().speeches());
    JsonObject started = events.get(types.indexOf("input_audio_buffer.speech_started"));
    assertEquals(200, started.getInteger("audio_start_ms"));
  }

  @Test
  void speechCancelsAResponseThatIsStillMade() throws Exception {
    World.await(simulator.model(ModelOptions.defaults().with(Duration.ofMillis(20), 1)));
    stopSocketAndDialAgain();
    ask(PCMU, "session.updated");
    ask("{\"type\":\"response.create\"}", "response.output_audio.delta");
    Promise<JsonObject> done = Promise.promise();
    awaited.put("response.done", done);
    hear(Marker.now(5, 0).bytes(), 1);
    JsonObject response = World.await(done.future()).getJsonObject("response");
    assertEquals("cancelled", response.getString("status"));
    assertEquals("turn_detected", response.getJsonObject("status_details").getString("reason"));
  }

  private void stopSocketAndDialAgain() throws Exception {
    World.await(socket.close());
    World.await(vertx
        .createWebSocketClient()
        .connect(new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(simulator.port())
            .setURI("/v1/realtime?model=gpt-realtime-2.1")
            .addHeader("Authorization", "Bearer sk-test"))
        .onSuccess(opened -> {
          opened.textMessageHandler(this::received);
          socket = opened;
        }));
  }

  @Test
  void moreThanWasSaidCannotBeTruncated() throws Exception {
    ask(PCMU, "session.updated");
    JsonObject done = ask("{\"type\":\"response.create\"}", "response.done");
    String item =
        done.getJsonObject("response").getJsonArray("output").getJsonObject(0).getString("id");
    int length = (int) report().soundMs();
    ask(truncate(item, length), "conversation.item.truncated");
    ask(truncate(item, length + 1), "error");
    assertEquals(
        List.of(true, false),
        report().truncates().stream().map(ModelReport.Truncate::taken).toList());
  }

  private static String truncate(String item, int ms) {
    return "{\"type\":\"conversation.item.truncate\",\"item_id\":\"" + item
        + "\",\"content_index\":0,\"audio_end_ms\":" + ms + "}";
  }

  @Test
  void aToolIsAskedForAndItsOutputIsKnownInTheNextTurn() throws Exception {
    Brain brain = turn -> turn.number() == 1
        ? Brain.Doing.ask("hours", "{\"day\":\"mon\"}")
        : Brain.Doing.say("It is " + turn.toolOutput());
    World.await(simulator.model(ModelOptions.defaults().with(brain)));
    stopSocketAndDialAgain();
    ask(PCMU, "session.updated");
    JsonObject asked =
        ask("{\"type\":\"response.create\"}", "response.function_call_arguments.done");
    assertEquals("{\"day\":\"mon\"}", asked.getString("arguments"));
    ask(
        "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"function_call_output\",\"call_id\":\""
            + asked.getString("call_id") + "\",\"output\":\"nine\"}}",
        "conversation.item.done");
    ask("{\"type\":\"response.create\"}", "response.output_audio.done");
    assertEquals(
        List.of("It is nine"), World.await(simulator.modelSessions()).get(1).said());
  }

  @Test
  void anOutputOfAToolThatTheSessionDoesNotKnowIsRefused() throws Exception {
    ask(PCMU, "session.updated");
    String output = """
        {"type":"conversation.item.create","item":{"type":"function_call_output","call_id":"call_lost","output":"done"}}
        """;
    JsonObject refusal = ask(output, "error").getJsonObject("error");
    assertEquals("invalid_tool_call_id", refusal.getString("code"));
    ask("""
        {"type":"conversation.item.create","item":{"type":"function_call","call_id":"call_lost","name":"book","arguments":"{}"}}
        """, "conversation.item.done");
    ask(output, "conversation.item.done");
    assertEquals(List.of("done"), report().toolOutputs());
    assertEquals(1, report().violations().size());
  }

  @Test
  void audioBeforeTheFormatIsKnownIsAViolation() throws Exception {
    hear(silence(), 1);
    ask("{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}", "session.updated");
    assertEquals(3, report().violations().size());
  }
}
