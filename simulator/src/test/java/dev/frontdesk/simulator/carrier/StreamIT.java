package dev.frontdesk.simulator.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.World;
import dev.frontdesk.simulator.carrier.CarrierMisbehaviour.Quirk;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.stream.Marker;
import dev.frontdesk.simulator.carrier.stream.StreamReport;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Media Streams as a gateway meets them. */
class StreamIT {
  private static final String CALLER = "+14155550100";
  private static final String NUMBER = "+15005550006";
  private static final String CONNECT =
      "<Connect action=\"/after\"><Stream url=\"wss://voice.example.com/media/t1\""
          + " statusCallback=\"/stream\"><Parameter name=\"tenant\" value=\"acme\"/></Stream></Connect>";
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Vertx vertx = Vertx.vertx();
  private ToyBridge gateway;
  private Carrier carrier;

  @BeforeEach
  void start() throws Exception {
    gateway = new ToyBridge(vertx).at("/voice", CONNECT);
    carrier = World.await(Carrier.start(
        vertx, CarrierOptions.defaults().withPace(0.05).withSeed(1).routedTo(gateway.origin())));
    World.await(carrier.number(NUMBER, ToyBridge.url("/voice")));
  }

  @AfterEach
  void stop() throws Exception {
    World.await(vertx.close());
  }

  private CallerReport place(Act... acts) throws Exception {
    return World.await(carrier.place(CallerPlan.call(CALLER, NUMBER, acts)));
  }

  private static String sid(JsonObject message) {
    return message.getString("streamSid");
  }

  /** Plays so many markers as soon as the stream starts, and a mark after them. */
  private void greeting(int frames, List<Marker> sent) {
    gateway.onMessage = (socket, message) -> {
      if ("start".equals(message.getString("event"))) {
        for (int i = 0; i < frames; i++) {
          Marker marker = Marker.now(77, i);
          sent.add(marker);
          ToyBridge.media(socket, sid(message), marker.bytes());
        }
        ToyBridge.mark(socket, sid(message), "greeted");
      }
    };
  }

  @Test
  void aStreamBeginsAsTheProtocolSaysAndIsSigned() throws Exception {
    CallerReport report = place(Act.speak(SHORT), Act.hangUp());
    assertEquals("completed", report.status());
    assertEquals("connected", gateway.received.get(0).getString("event"));
    JsonObject start = gateway.received.get(1);
    assertEquals("1", start.getString("sequenceNumber"));
    assertEquals(report.callSid(), start.getJsonObject("start").getString("callSid"));
    assertEquals(
        new JsonObject().put("tenant", "acme"),
        start.getJsonObject("start").getJsonObject("customParameters"));
    assertEquals("stop", gateway.received.get(gateway.received.size() - 1).getString("event"));
    assertTrue(gateway.signatures.contains(
        new CarrierSignature(CarrierOptions.defaults().authToken())
            .ofUrl("wss://voice.example.com/media/t1")));
  }

  @Test
  void everyWebhookIsSignedOverItsUrlAndAllItsFields() throws Exception {
    CallerReport report = place(Act.stream(1), Act.hangUp());
    Webhook voice = report.webhooks("voice").get(0);
    assertTrue(gateway.signatures.contains(
        new CarrierSignature(CarrierOptions.defaults().authToken())
            .ofForm(voice.url(), voice.form())));
    assertEquals("ringing", voice.form().get("CallStatus"));
    assertEquals(NUMBER, voice.form().get("To"));
    assertEquals(
        List.of("stream-started", "stream-stopped"),
        report.webhooks("stream").stream()
            .map(callback -> callback.form().get("StreamEvent"))
            .toList());
  }

  @Test
  void speechArrivesInOrderAtTheRhythmOfTwentyMilliseconds() throws Exception {
    long begun = System.nanoTime();
    place(Act.speak(Duration.ofMillis(400)), Act.hangUp());
    long took = (System.nanoTime() - begun) / 1_000_000;
    List<Integer> numbers = new ArrayList<>();
    for (JsonObject message : gateway.received("media")) {
      ToyBridge.marker(message).ifPresent(marker -> numbers.add(marker.number()));
    }
    assertEquals(IntStream.range(0, 20).boxed().toList(), numbers);
    assertTrue(took >= 380, () -> "real time, but it took " + took + " ms");
    List<JsonObject> media = gateway.received("media");
    for (int i = 0; i < media.size(); i++) {
      JsonObject one = media.get(i).getJsonObject("media");
      assertEquals("" + (i + 1), one.getString("chunk"));
      assertEquals("" + i * 20, one.getString("timestamp"));
    }
  }

  @Test
  void whatTheGatewayPlaysIsHeardByteForByteAndItsMarkComesBackAfterIt() throws Exception {
    List<Marker> sent = new ArrayList<>();
    greeting(15, sent);
    CallerReport report = place(Act.heardOut(SHORT), Act.hangUp());
    StreamReport stream = report.streams().get(0);
    assertEquals(sent, stream.heard().markers());
    assertEquals(15 * Marker.BYTES, stream.heard().audio().length());
    assertEquals(List.of("greeted"), stream.marks());
    assertEquals(List.of(), report.codes());
    int mark = gateway.received.indexOf(gateway.received("mark").get(0));
    long framesBefore = gateway.received.subList(0, mark).stream()
        .filter(message -> "media".equals(message.getString("event")))
        .count();
    assertTrue(framesBefore >= 14, () -> "the mark came after " + framesBefore + " frames");
  }

  @Test
  void aClearCutsWhatIsNotYetHeard() throws Exception {
    greeting(500, new ArrayList<>());
    var greet = gateway.onMessage;
    gateway.onMessage = (socket, message) -> {
      greet.accept(socket, message);
      if (ToyBridge.marker(message).isPresent()) {
        ToyBridge.clear(socket, sid(message));
      }
    };
    CallerReport report = place(Act.heard(Duration.ofMillis(300)), Act.speak(SHORT), Act.hangUp());
    var heard = report.streams().get(0).heard();
    assertTrue(heard.ms() >= 300 && heard.ms() < 1000, heard::toString);
    assertTrue(heard.clears().get(0).unheardBytes() > 60_000, heard::toString);
    assertEquals(List.of("greeted"), report.streams().get(0).marks());
  }

  @Test
  void keysArriveAsDigits() throws Exception {
    place(Act.stream(1), Act.press("1#"), Act.hangUp());
    assertEquals(
        List.of("1", "#"),
        gateway.received("dtmf").stream()
            .map(message -> message.getJsonObject("dtmf").getString("digit"))
            .toList());
  }

  @Test
  void whenTheGatewayClosesTheActionDecides() throws Exception {
    gateway.at("/after", "<Say>Goodbye.</Say><Hangup/>");
    gateway.onMessage = (socket, message) -> {
      if ("start".equals(message.getString("event"))) {
        socket.close((short) 1000);
      }
    };
    CallerReport report = place();
    assertEquals(List.of("Goodbye."), report.said());
    assertEquals("twiml", report.endedBy());
    assertEquals("gateway 1000", report.streams().get(0).ended());
    assertEquals("in-progress", report.webhooks("action").get(0).form().get("CallStatus"));
  }

  @Test
  void aDroppedStreamEndsWithoutAStopAndTheCallGoesOn() throws Exception {
    gateway.at("/after", CONNECT);
    CallerReport report = place(Act.stream(1), Act.dropStream(), Act.stream(2), Act.hangUp());
    assertEquals(
        List.of("dropped", "carrier"),
        report.streams().stream().map(StreamReport::ended).toList());
    assertEquals(1, gateway.received("stop").size());
    assertTrue(gateway.closes.contains(1006), gateway.closes::toString);
  }

  @Test
  void whatAGatewayMustNotSendIsRecorded() throws Exception {
    gateway.onMessage = (socket, message) -> {
      switch (message.getString("event")) {
        case "connected" -> ToyBridge.mark(socket, "MZ0", "early");
        case "start" -> {
          wrong(socket, sid(message));
          ToyBridge.mark(socket, sid(message), "last");
        }
        default -> {}
      }
    };
    CallerReport report = place(Act.stream(1), Act.silent(SHORT), Act.hangUp());
    assertEquals(List.of(31951, 31950), report.codes());
    assertEquals(0, report.streams().get(0).mediaReceived());
    assertEquals(List.of("last"), report.streams().get(0).marks());
  }

  private static void wrong(ServerWebSocket socket, String sid) {
    socket.writeTextMessage("{\"event\":\"media\",\"streamSid\":\"" + sid
        + "\",\"media\":{\"payload\":\"\",\"track\":\"outbound\"}}");
    socket.writeTextMessage(
        "{\"event\":\"media\",\"streamSid\":\"MZ0\",\"media\":{\"payload\":\"\"}}");
    socket.writeTextMessage("nonsense");
    socket.writeBinaryMessage(io.vertx.core.buffer.Buffer.buffer("x"));
  }

  @Test
  void aRefusedStreamIsAnAlertAndTheActionFollows() throws Exception {
    gateway.refusesStreams = true;
    gateway.at("/after", "<Hangup/>");
    CallerReport report = place();
    assertEquals(List.of(31920), report.codes());
    assertEquals(403, report.streams().get(0).handshake());
    assertEquals("stream-error", report.webhooks("stream").get(0).form().get("StreamEvent"));
    assertTrue(gateway.paths.contains("/after"));
  }

  @Test
  void aCallerMaySendWhatNoCarrierWould() throws Exception {
    List<Integer> lengths = new ArrayList<>();
    gateway.onMessage = (socket, message) -> {
      if (message.getJsonObject("media") != null) {
        lengths.add(message.getJsonObject("media").getString("payload").length());
      }
    };
    CallerReport report =
        place(Act.stream(1), Act.sendHuge(1 << 20), Act.replayStream(), Act.hangUp());
    assertTrue(lengths.contains(1 << 20));
    assertEquals(
        List.of("carrier", "carrier"),
        report.streams().stream().map(StreamReport::ended).toList());
  }

  @Test
  void aCallMayMisbehaveInItsSignatures() throws Exception {
    World.await(carrier.place(CallerPlan.call(CALLER, NUMBER, Act.stream(1), Act.hangUp())
        .with(CarrierMisbehaviour.of(
            Quirk.NO_STREAM_SIGNATURE, Quirk.DUPLICATED_WEBHOOK, Quirk.FOREIGN_CALL_IN_START))));
    assertTrue(gateway.signatures.contains("null"));
    assertEquals(2, gateway.paths.stream().filter("/voice"::equals).count());
  }

  private CallerReport placeWith(CarrierMisbehaviour misbehaviour) throws Exception {
    return World.await(carrier.place(
        CallerPlan.call(CALLER, NUMBER, Act.stream(1), Act.hangUp()).with(misbehaviour)));
  }

  @Test
  void aStreamIsDialledForACallThatIsOver() throws Exception {
    CallerReport report = placeWith(CarrierMisbehaviour.of(Quirk.STREAM_AFTER_END));
    assertEquals(2, gateway.received("start").size());
    assertEquals(
        List.of(101, 101),
        report.streams().stream().map(StreamReport::handshake).toList());
  }

  @Test
  void theTokenMayBeLeftOutOfTheSignatureAndTheSignatureMayBeForged() throws Exception {
    var key = new CarrierSignature(CarrierOptions.defaults().authToken());
    Webhook bare = placeWith(CarrierMisbehaviour.of(Quirk.TOKEN_UNSIGNED))
        .webhooks("voice")
        .get(0);
    Form covered = new Form(bare.form().fields().stream()
        .filter(field -> !field.name().equals("CallToken"))
        .toList());
    assertTrue(gateway.signatures.contains(key.ofForm(bare.url(), covered)));
    gateway.signatures.clear();
    Webhook forged = placeWith(CarrierMisbehaviour.of(Quirk.FORGED_SIGNATURE))
        .webhooks("voice")
        .get(0);
    assertFalse(gateway.signatures.contains(key.ofForm(forged.url(), forged.form())));
  }

  @Test
  void manyStreamsAtOnceLoseNothing() throws Exception {
    List<Marker> sent = java.util.Collections.synchronizedList(new ArrayList<>());
    greeting(25, sent);
    List<io.vertx.core.Future<CallerReport>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calls.add(carrier.place(CallerPlan.call(CALLER, NUMBER, Act.heardOut(SHORT), Act.hangUp())));
    }
    for (var call : calls) {
      var audio = World.await(call).streams().get(0).heard().audio();
      assertEquals(25 * Marker.BYTES, audio.length());
    }
  }
}
