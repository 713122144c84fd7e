package dev.frontdesk;

import static dev.frontdesk.TwilioCarrier.ACCOUNT;
import static dev.frontdesk.TwilioCarrier.PUBLIC;
import static dev.frontdesk.TwilioCarrier.TOKEN;
import static dev.frontdesk.TwilioCarrier.VOICE;
import static dev.frontdesk.TwilioCarrier.callSid;
import static dev.frontdesk.TwilioCarrier.ringing;
import static dev.frontdesk.TwilioCarrier.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.media.CarrierStream;
import dev.frontdesk.store.Database;
import dev.frontdesk.twilio.Signed;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream that begins when nobody attends to its call any more is closed, so that its caller does not listen to nothing. */
class UnattendedStreamIT {
  private static final Pattern STREAM =
      Pattern.compile("<Stream url=\"wss://voice\\.example\\.com(/twilio/media/([^\"]+))\"");
  private static final String DOOR = "/twilio/" + Database.PLATFORM_CARRIER;

  private final Vertx outside = Vertx.vertx();
  private final WebSocketClient client = outside.createWebSocketClient();
  private final TwilioCarrier carrier = new TwilioCarrier(settings -> settings);

  @AfterEach
  void close() {
    carrier.close();
    outside.close().await();
  }

  @Test
  void theCallEndedBetweenTheHandshakeAndTheStart() {
    String call = callSid(1);
    CarrierStream late = dialled(call);
    end(call);

    late.starts(call, ACCOUNT);
    TestGateway.eventually(() -> late.closedWith, code -> code == 1008);
    assertEquals(List.of(1, 0), List.of(counted("unattended"), counted("lost")));
    assertTrue(carrier
        .post(DOOR + "/after/stream-1-1", ringing(call))
        .body()
        .endsWith("<Response><Hangup/></Response>"));
  }

  /** Its node leads a lease and does not answer: the call is not taken over, and does not come. */
  @Test
  void theCallIsHeldByANodeThatDoesNotGiveIt() {
    String call = callSid(2);
    CarrierStream late = dialled(call);
    end(call);
    carrier.desk.server.run("""
        INSERT INTO node (id, lease_until) VALUES ('mute', now() + interval '1 hour');
        UPDATE call_claim SET state = 'decided', owner = 'mute' WHERE provider_call_id = '%s';
        """.formatted(call));

    late.starts(call, ACCOUNT);
    TestGateway.eventually(() -> late.closedWith, code -> code == 1008);
    assertEquals(1, counted("unattended"));
    assertTrue(carrier
        .post(DOOR + "/after/stream-1-1", ringing(call))
        .body()
        .contains("/after/stream-1-2\""));
  }

  /** The second stream of a call that has a first one: whoever drives the call waits for no other. */
  private CarrierStream dialled(String call) {
    String first = carrier.post(VOICE, ringing(call)).body();
    String second = carrier.post(DOOR + "/after/stream-1-1", ringing(call)).body();
    CarrierStream late = dial(second);
    dial(first).starts(call, ACCOUNT);
    carrier.desk.eventually(
        "SELECT 1 FROM call_fact f JOIN call c ON c.id = f.call_id WHERE f.kind = 'event' AND data ->> 'is' = 'Attached'"
            + " AND c.provider_call_id = '" + call + "'",
        found -> found.size() == 1);
    return late;
  }

  private CarrierStream dial(String answer) {
    Matcher twiml = STREAM.matcher(answer);
    assertTrue(twiml.find(), answer);
    String signature = Signed.by(TOKEN, PUBLIC.replace("https", "wss") + twiml.group(1), "");
    return CarrierStream.dial(client, carrier.desk.gateway.port(), twiml.group(2), signature);
  }

  private void end(String call) {
    var over = with(with(ringing(call), "CallStatus", "completed"), "SequenceNumber", "2");
    assertEquals(204, carrier.post(DOOR + "/status", over).statusCode());
    carrier.desk.eventually(
        "SELECT state FROM call_claim WHERE provider_call_id = '" + call + "'",
        List.of("ended")::equals);
  }

  private int counted(String of) {
    return (int) carrier
        .desk
        .meters
        .get("frontdesk.media")
        .tag("of", of)
        .functionCounter()
        .count();
  }
}
