package dev.frontdesk.media;

import static dev.frontdesk.media.BridgedWorld.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ModelCommand;
import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.media.MediaCount.Of;
import dev.frontdesk.provider.Conversations.Said;
import dev.frontdesk.provider.Conversations.Used;
import dev.frontdesk.provider.Sideband;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call over a media stream, from the carrier's socket to the model's and back. */
class BridgeIT {
  private final BridgedWorld world = new BridgedWorld();
  private final ModelServer model = world.model;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void greetsHearsIsInterruptedAndHearsTheEndOfItsWords() {
    CarrierStream caller = world.dial().starts();
    var driver = world.attach().attached();
    driver.tell(new ModelCommand.Greet("Good day.", "en"));

    until(() -> !model.told("response.create").isEmpty());
    assertEquals(List.of("/v1/realtime?model=gpt-realtime-2.1 Bearer sk-test"), model.requests);
    JsonObject session = model.told("session.update").get(0).getJsonObject("session");
    assertEquals("audio/pcmu", format(session, "input"));
    assertEquals("audio/pcmu", format(session, "output"));
    assertFalse(session.containsKey("model"), "the model is in the address and cannot change");

    String spoken = sound(160, 1);
    caller.says(spoken, 0);
    until(() -> !model.told("input_audio_buffer.append").isEmpty());
    assertEquals(spoken, model.told("input_audio_buffer.append").get(0).getString("audio"));

    String greeting = sound(1_200, 2);
    model.sound("resp_1", "item_1", greeting);
    until(() -> caller.heard("mark").size() == 1);
    assertEquals(
        greeting, caller.heard("media").get(0).getJsonObject("media").getString("payload"));
    assertEquals(
        List.of("event", "streamSid", "media"), List.copyOf(caller.heard.get(0).fieldNames()));
    until(() -> driver.events(CallEvent.AgentAudioStarted.class).size() == 1);
    assertEquals(
        "greeting", driver.events(CallEvent.AgentAudioStarted.class).get(0).label());

    caller.plays(1);
    model.sound("resp_1", "item_1", sound(8_000, 3));
    until(() -> caller.heard("mark").size() == 8);
    caller.plays(3); // 3 600 more bytes: 600 ms heard in all
    model.say("{\"type\":\"response.output_audio_transcript.delta\",\"response_id\":\"resp_1\","
        + "\"item_id\":\"item_1\",\"delta\":\"Good\"}");
    caller.presses("1");
    until(() -> !driver.events(CallEvent.Dtmf.class).isEmpty()); // so the marks are read

    model.say("{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"item_u\"}");
    model.sound("resp_1", "item_1", sound(800, 4));
    model.done("resp_1", "cancelled");
    until(() -> model.told("conversation.item.truncate").size() == 1);
    assertEquals(
        new JsonObject(
            "{\"type\":\"conversation.item.truncate\",\"item_id\":\"item_1\",\"content_index\":0,\"audio_end_ms\":650}"),
        model.told("conversation.item.truncate").get(0));
    until(() -> driver.events(CallEvent.AgentAudioEnded.class).size() == 1);
    assertTrue(driver.events(CallEvent.AgentAudioEnded.class).get(0).cleared());
    assertEquals(1, caller.heard("clear").size());
    assertEquals(8, caller.heard("mark").size(), "late sound was let through");

    caller.plays(4); // all come back because of the clear
    model.say("{\"type\":\"response.created\",\"response\":{\"id\":\"resp_2\"}}");
    for (int frame = 0; frame < 6; frame++) {
      model.sound("resp_2", "item_2", sound(160, 5));
    }
    model.done("resp_2", "completed");
    until(() -> caller.heard("mark").size() == 10); // after 100 ms and after the last of 120 ms
    assertEquals(1, driver.events(CallEvent.AgentAudioEnded.class).size());
    caller.plays(2);
    until(() -> driver.events(CallEvent.AgentAudioEnded.class).size() == 2);
    assertFalse(driver.events(CallEvent.AgentAudioEnded.class).get(1).cleared());
    assertEquals(1, model.told("conversation.item.truncate").size());

    caller.stops();
    until(() -> driver.endedWith > 0);
    until(() -> model.last().isClosed());
    var probed = world.probe();
    until(() -> probed.dialled != null);
    assertInstanceOf(Sideband.Gone.class, probed.dialled);
  }

  /** Another node may have the call, and the model's former session would answer what its new one is asked. */
  @Test
  void aNodeThatWasFrozenPassesNoSoundThatWaitedThoughItsLeaseRunsAgain() {
    CarrierStream caller = world.dial().starts();
    var driver = world.attach().attached();
    caller.says(sound(160, 1), 0);
    until(() -> model.told("input_audio_buffer.append").size() == 1);
    model.sound("r", "item_1", sound(160, 2));
    until(() -> caller.heard("media").size() == 1);

    world.freezeAndThaw();
    caller.says(sound(160, 3), 20);
    caller.presses("1");
    until(() -> !driver.events(CallEvent.Dtmf.class).isEmpty()); // so the sound before it is read
    model.sound("r", "item_1", sound(160, 4));
    model.say("{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"item_u\"}");
    until(() -> !driver.events(CallEvent.CallerSpeechStarted.class).isEmpty());
    driver.tell(new ModelCommand.Continue());
    until(() -> !model.told("response.create").isEmpty());
    assertEquals(1, model.told("input_audio_buffer.append").size());
    assertEquals(1, caller.heard("media").size());
  }

  @Test
  void neitherOrderNorSpaceNorEscapesOfAFrameMatter() {
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    String spoken = sound(160, 1);
    caller.say("{ \"media\" : { \"payload\":\"" + spoken.replace("/", "\\/")
        + "\", \"timestamp\": 20 } ,\n \"streamSid\":\"MZ\", \"event\":\"med\\u0069a\" }");
    caller.say("{\"event\":\"news\",\"of\":[1,2]}");
    caller.say("{\"event\":");
    caller.says(sound(160, 2), 20);
    until(() -> model.told("input_audio_buffer.append").size() == 2);
    assertEquals(spoken, model.told("input_audio_buffer.append").get(0).getString("audio"));
    assertEquals(1, world.counts.of(Of.MALFORMED));

    String said = sound(160, 3);
    model.say(
        "{ \"delta\" : \"" + said.replace("/", "\\/")
            + "\",\"item_id\":\"item_\\u0031\",\n\"response_id\":\"r\",\"type\":\"response.output_audio.delta\" }");
    model.sound("r", "item_1", sound(160, 4));
    until(() -> caller.heard("media").size() == 2);
    assertEquals(said, caller.heard("media").get(0).getJsonObject("media").getString("payload"));
  }

  @Test
  void nothingIsSaidToTheModelBeforeItsSessionIsConfirmedAndNothingIsLost() {
    model.confirms = false;
    CarrierStream caller = world.dial().starts();
    var driver = world.attach().attached();
    driver.tell(new ModelCommand.Greet("Good day.", "en"));
    List<String> spoken = IntStream.range(0, 260).mapToObj(i -> sound(160, i)).toList();
    for (int i = 0; i < spoken.size(); i++) {
      caller.says(spoken.get(i), i * 20L);
    }
    until(() -> world.counts.of(Of.FRAME_IN) == 260);
    assertEquals(1, model.told.size());
    model.say("{\"type\":\"session.updated\",\"session\":{}}");
    until(() -> model.told("input_audio_buffer.append").size() == 250);
    assertEquals("response.create", model.told.get(1).getString("type"));
    assertEquals(10, world.counts.of(Of.DROPPED));
    assertEquals(
        spoken.subList(10, 260),
        model.told("input_audio_buffer.append").stream()
            .map(each -> each.getString("audio"))
            .toList());
  }

  @Test
  void silenceIsPutWhereTheCarrierSkippedSound() {
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    caller.says(sound(160, 1), 0);
    caller.says(sound(160, 2), 320);
    until(() -> model.told("input_audio_buffer.append").size() == 3);
    byte[] padding = Base64.getDecoder()
        .decode(model.told("input_audio_buffer.append").get(1).getString("audio"));
    assertEquals(300 * 8, padding.length);
    for (byte each : padding) {
      assertEquals((byte) 0xFF, each);
    }
    assertEquals(1, world.counts.of(Of.PADDED));
  }

  @Test
  void aQuietCarrierStillLetsATurnEnd() {
    CarrierStream caller = world.dial().starts();
    world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    caller.says(sound(160, 1), 0);
    model.say("{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"item_u\"}");
    until(() -> model.told("input_audio_buffer.append").size() >= 2);
    assertEquals(
        999 * 8,
        Base64.getDecoder()
            .decode(model.told("input_audio_buffer.append").get(1).getString("audio"))
            .length);
  }

  @Test
  void aModelThatIsLostIsFollowedByOneThatKnowsWhatWasSaid() {
    CarrierStream caller = world.dial().starts();
    var driver = world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    model.last().close((short) 1011);
    until(() -> driver.endedWith == 1011);
    world.before.add(new Said("item_1", Side.AGENT, "Good day."));
    world.before.add(new Said("item_2", Side.CALLER, "When do you open?"));
    model.told.clear();
    world.probe().attached();
    until(() -> model.told("conversation.item.create").size() == 2);
    assertEquals(
        List.of("item_1 assistant output_text", "item_2 user input_text"),
        model.told("conversation.item.create").stream()
            .map(each -> each.getJsonObject("item"))
            .map(item -> item.getString("id") + " " + item.getString("role") + " "
                + item.getJsonArray("content").getJsonObject(0).getString("type"))
            .toList());
    caller.says(sound(160, 1), 0);
    until(() -> model.told("input_audio_buffer.append").size() == 1);
    assertEquals(-1, caller.closedWith);
  }

  /** An output alone would be refused: the provider checks that its call exists (openai.md 3.5). */
  @Test
  void aToolThatALostModelAskedForIsKnownToTheNextOne() {
    world.dial().starts();
    var driver = world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    model.last().close((short) 1011);
    until(() -> driver.endedWith == 1011);
    var lookedUp = new ToolCall("call_1", "find_order", "{\"id\":7}");
    var booked = new ToolCall("call_2", "book", "{}");
    world.before.add(new Used(lookedUp, "baked"));
    world.before.add(new Said("item_1", Side.AGENT, "It is baked."));
    world.before.add(new Used(booked, "of which the journal knows by now"));
    world.asked.add(booked);
    model.told.clear();
    world.probe().attached().tell(new ModelCommand.AnswerTool("call_2", "on Monday"));
    until(() -> model.told("conversation.item.create").size() == 5);
    assertEquals(
        List.of(
            "function_call call_1 find_order {\"id\":7}",
            "function_call_output call_1 baked",
            "message item_1",
            "function_call call_2 book {}",
            "function_call_output call_2 on Monday"),
        model.told("conversation.item.create").stream()
            .map(each -> each.getJsonObject("item"))
            .map(item -> Stream.of("type", "id", "call_id", "name", "arguments", "output")
                .map(item::getString)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")))
            .toList());
  }

  @Test
  void aModelThatSaysItClosesAndKeepsTheConnectionIsLostAllTheSame() {
    world.modelUrl = new MuteModel(world.vertx).baseUrl();
    world.dial().starts();
    var driver = world.attach().attached();
    until(() -> driver.endedWith == 1011);
  }

  @Test
  void theSessionsOwnHushIsHeardByTheCarrier() {
    CarrierStream caller = world.dial().starts();
    var driver = world.attach().attached();
    until(() -> model.told("session.update").size() == 1);
    model.sound("r", "item_1", sound(800, 1));
    until(() -> caller.heard("mark").size() == 1);
    driver.tell(new ModelCommand.Hush());
    until(() -> caller.heard("clear").size() == 1);
    until(() -> model.told("conversation.item.truncate").size() == 1);
    assertEquals(0, model.told("output_audio_buffer.clear").size());
  }

  @Test
  void aTokenOpensOneStreamOfItsOwnCallOnly() {
    CarrierStream other = world.dial().starts("CA" + "9".repeat(32), CarrierStream.ACCOUNT);
    until(() -> other.closedWith == 1008);
    assertEquals(403 + 1, rejected(BridgedWorld.TOKEN, null), "spent");
    world.mint("token-0000000000000002");
    assertEquals(403, rejected("token-0000000000000002", "forged"));
    assertEquals(404, rejected("no-such-token-0000000", null));
    assertEquals(404, rejected("short", null));
    world.mint("token-0000000000000003");
    CarrierStream foreign = world
        .dial("token-0000000000000003", null)
        .starts(CarrierStream.CALL, "AC" + "9".repeat(32));
    until(() -> foreign.closedWith == 1008);
    assertEquals(2, world.counts.of(Of.OTHER_CALL));
    assertEquals(1, world.counts.of(Of.BAD_SIGNATURE));
    assertEquals(3, world.counts.of(Of.UNKNOWN_TOKEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 16, 1 << 21})
  void aMessageThatIsTooLongEndsItsStreamOnlyInOneFrameOrInMany(int frame) {
    var client = world.vertx.createWebSocketClient(
        new WebSocketClientOptions().setMaxFrameSize(frame).setMaxMessageSize(1 << 21));
    CarrierStream caller = world.dial(BridgedWorld.TOKEN, null, client).starts();
    world.attach().attached();
    caller.tries("{\"event\":\"media\",\"x\":\"" + "x".repeat(1 << 20) + "\"}");
    until(() -> caller.closedWith > 0);
    until(() -> world.counts.open() == 0);
    assertEquals(1, world.counts.of(Of.TOO_BIG));
    assertEquals(0, world.counts.of(Of.LOST), "it was ended, and is counted once");
    world.mint("token-0000000000000002");
    CarrierStream again = world.dial("token-0000000000000002", null).starts();
    again.says(sound(160, 1), 0);
    until(() -> !model.told("input_audio_buffer.append").isEmpty());
  }

  private int rejected(String token, @Nullable String signature) {
    return assertThrows(UpgradeRejectedException.class, () -> world.dial(token, signature))
        .getStatus();
  }

  private static String format(JsonObject session, String side) {
    return session
        .getJsonObject("audio")
        .getJsonObject(side)
        .getJsonObject("format")
        .getString("type");
  }

  static String sound(int bytes, int seed) {
    byte[] sound = new byte[bytes];
    new Random(seed).nextBytes(sound);
    return Base64.getEncoder().encodeToString(sound);
  }
}
