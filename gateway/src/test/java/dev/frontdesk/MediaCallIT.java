package dev.frontdesk;

import static dev.frontdesk.TwilioCarrier.ACCOUNT;
import static dev.frontdesk.TwilioCarrier.PUBLIC;
import static dev.frontdesk.TwilioCarrier.TOKEN;
import static dev.frontdesk.TwilioCarrier.VOICE;
import static dev.frontdesk.TwilioCarrier.callSid;
import static dev.frontdesk.TwilioCarrier.ringing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.media.CarrierStream;
import dev.frontdesk.media.ModelServer;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Secret;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.store.Database;
import dev.frontdesk.twilio.Signed;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A whole call over the carrier's front door: webhook, front desk, token, stream, model, journal. */
class MediaCallIT {
  private static final Pattern STREAM =
      Pattern.compile("<Stream url=\"wss://voice\\.example\\.com(/twilio/media/([^\"]+))\"");

  private final Vertx outside = Vertx.vertx();
  private final ModelServer model = new ModelServer(outside);
  private final WebSocketClient client = outside.createWebSocketClient();
  private final TwilioCarrier carrier = new TwilioCarrier(this::speaking);

  @AfterEach
  void close() {
    carrier.close();
    outside.close().await();
  }

  @Test
  void isAnsweredGreetedInterruptedAndWrittenDown() {
    String call = callSid(1);
    Matcher twiml = STREAM.matcher(carrier.post(VOICE, ringing(call)).body());
    assertTrue(twiml.find());
    String signature = Signed.by(TOKEN, PUBLIC.replace("https", "wss") + twiml.group(1), "");
    CarrierStream caller = CarrierStream.dial(
            client, carrier.desk.gateway.port(), twiml.group(2), signature)
        .starts(call, ACCOUNT);

    until(() -> model.told("response.create").size(), 1);
    assertTrue(model.told("session.update").get(0).encode().contains("You answer for a bakery."));
    assertTrue(model.told("response.create").get(0).encode().contains("this is Bakery Novak"));
    model.sound("resp_1", "item_1", "A".repeat(1_600));
    model.say(
        "{\"type\":\"conversation.item.added\",\"previous_item_id\":null,\"item\":{\"id\":\"item_1\","
            + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[]}}");
    model.say("{\"type\":\"response.output_audio_transcript.done\",\"response_id\":\"resp_1\","
        + "\"item_id\":\"item_1\",\"transcript\":\"Good day, this is Bakery Novak.\"}");
    until(() -> caller.heard("mark").size(), 1);
    caller.says("B".repeat(216), 0);
    until(() -> model.told("input_audio_buffer.append").size(), 1);
    model.say("{\"type\":\"input_audio_buffer.speech_started\",\"item_id\":\"item_2\"}");
    model.done("resp_1", "cancelled");
    until(() -> model.told("conversation.item.truncate").size(), 1);
    until(() -> caller.heard("clear").size(), 1);

    caller.stops();
    carrier.desk.eventually(
        "SELECT outcome FROM call WHERE provider_call_id = '" + call + "'",
        found -> found.size() == 1 && !"null".equals(found.get(0)) && found.get(0) != null);
    assertEquals(
        List.of("Good day, this is Bakery Novak."),
        carrier.desk.eventually(
            "SELECT body FROM utterance u JOIN call c ON c.id = u.call_id WHERE c.provider_call_id = '"
                + call + "'",
            found -> found.size() == 1));
  }

  @Test
  void aModelThatIsLostIsFollowedByOneThatKnowsWhatItSaidAndDid() {
    String call = callSid(2);
    Matcher twiml = STREAM.matcher(carrier.post(VOICE, ringing(call)).body());
    assertTrue(twiml.find());
    String signature = Signed.by(TOKEN, PUBLIC.replace("https", "wss") + twiml.group(1), "");
    CarrierStream.dial(client, carrier.desk.gateway.port(), twiml.group(2), signature)
        .starts(call, ACCOUNT);
    until(() -> model.told("response.create").size(), 1);
    model.say("{\"type\":\"response.output_audio_transcript.done\",\"response_id\":\"resp_1\","
        + "\"item_id\":\"item_1\",\"transcript\":\"Good day.\"}");
    model.say(
        "{\"type\":\"response.output_item.done\",\"response_id\":\"resp_1\",\"item\":{\"id\":\"item_2\","
            + "\"type\":\"function_call\",\"status\":\"completed\",\"name\":\"get_current_time\",\"call_id\":\"call_1\","
            + "\"arguments\":\"{}\"}}");
    model.done("resp_1", "completed");
    until(() -> outputs().size(), 1);
    carrier.desk.eventually(
        "SELECT 1 FROM call_fact f JOIN call c ON c.id = f.call_id WHERE f.kind = 'tool.answered' AND c.provider_call_id = '"
            + call + "'",
        found -> found.size() == 1);
    List<String> before = outputs();
    model.told.clear();
    model.last().close((short) 1011);
    until(() -> outputs().size(), 1);
    assertEquals(before, outputs());
    assertEquals(
        List.of("message", "function_call", "function_call_output"),
        model.told("conversation.item.create").stream()
            .map(each -> each.getJsonObject("item").getString("type"))
            .toList());
    until(() -> model.told("response.create").size(), 1);
  }

  /** The caller is still there, and everybody waits for the next stream: the carrier is asked for one. */
  @Test
  void aCallWhoseStreamDoesNotComeIsNotOverUntilTheCarrierSaysSo() {
    String call = callSid(4);
    Matcher twiml = STREAM.matcher(carrier.post(VOICE, ringing(call)).body());
    assertTrue(twiml.find());
    CarrierStream lost = dial(twiml).starts(call, ACCOUNT);
    until(() -> model.told("response.create").size(), 1);
    lost.drops();
    TestGateway.eventually(() -> carrier.rest.asked, asked -> !asked.isEmpty());
    assertTrue(carrier.rest.asked.get(0).uri().endsWith("/Calls/" + call + ".json"));

    Matcher next = STREAM.matcher(carrier
        .post(VOICE.replace("/voice", "/after/stream-1-1"), ringing(call))
        .body());
    assertTrue(next.find());
    dial(next).starts(call, ACCOUNT);
    until(() -> model.sockets.size(), 2);
    until(() -> model.told("response.create").size(), 2);
    assertEquals(1, carrier.rest.asked.size(), () -> String.valueOf(carrier.rest.asked));
  }

  /** A cluster that was all started anew has forgotten its token. The carrier asks what follows; the token is not spent. */
  @Test
  void aStreamWhoseTokenOnlyTheDatabaseKnowsIsRefusedWhileThatIsAwayAndMayComeAgain() {
    String call = callSid(3);
    assertTrue(STREAM.matcher(carrier.post(VOICE, ringing(call)).body()).find());
    String token = "A".repeat(32);
    carrier.desk.server.run(
        "UPDATE stream_token SET sha256 = sha256('" + token + "') WHERE call_sid = '" + call + "'");
    carrier.desk.wire.cut();
    try {
      var refused = assertThrows(UpgradeRejectedException.class, () -> dial(token));
      assertEquals(503, refused.getStatus());
    } finally {
      carrier.desk.wire.mend();
    }
    assertEquals(
        1,
        carrier
            .desk
            .meters
            .get("frontdesk.media")
            .tag("of", "tokens-unavailable")
            .functionCounter()
            .count());
    TestGateway.eventually(() -> comes(token), came -> came);
  }

  private boolean comes(String token) {
    try {
      dial(token);
      return true;
    } catch (UpgradeRejectedException stillAway) {
      return false;
    }
  }

  private CarrierStream dial(Matcher twiml) {
    return dial(twiml.group(2));
  }

  private CarrierStream dial(String token) {
    return CarrierStream.dial(client, carrier.desk.gateway.port(), token, null);
  }

  private List<String> outputs() {
    return model.told("conversation.item.create").stream()
        .map(each -> each.getJsonObject("item"))
        .filter(item -> item.getString("type").equals("function_call_output"))
        .map(JsonObject::encode)
        .toList();
  }

  private static void until(IntSupplier count, int wanted) {
    TestGateway.eventually(count::getAsInt, found -> found >= wanted);
  }

  private GatewaySettings speaking(GatewaySettings given) {
    var endpoint = new Endpoint(
        Database.PLATFORM_ENDPOINT,
        null,
        null,
        RealtimeProvider.NAME,
        model.baseUrl(),
        Secret.of("sk-test"),
        List.of(),
        null);
    return new GatewaySettings(
        given.node(),
        given.roles(),
        given.host(),
        given.port(),
        Optional.of(endpoint),
        given.voice(),
        given.dialledHeader(),
        given.spoolFile(),
        given.spoolBytes(),
        given.ringingBudget(),
        given.unknownNumberCode(),
        given.lease(),
        given.outward(),
        given.carrier());
  }
}
