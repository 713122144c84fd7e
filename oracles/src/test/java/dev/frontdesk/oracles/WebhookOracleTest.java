package dev.frontdesk.oracles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.errors.InvalidWebhookSignatureException;
import dev.frontdesk.model.Secret;
import dev.frontdesk.provider.StandardWebhook;
import dev.frontdesk.provider.StandardWebhook.Outcome;
import dev.frontdesk.provider.realtime.Deliveries;
import dev.frontdesk.provider.realtime.Delivery.IncomingCall;
import dev.frontdesk.simulator.provider.WebhookKey;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose deliveries are genuine: the official client and ours must agree. The vector is that of openai.md 1.3. */
class WebhookOracleTest {
  private static final String SECRET = "whsec_dm9pY2UtZ2F0ZXdheS10ZXN0LWtleS0wMDAwMDAwMDE=";
  private static final String ID = "wh_test_0001";
  private static final long TIME = 1_795_219_200;
  private static final String GOOD = "v1,oJXbvp276Tc9NJb8+iFfILqO1Nwlq26iCMb21PpHqOc=";
  private static final String BODY =
      "{\"object\":\"event\",\"id\":\"evt_test_0001\",\"type\":\"realtime.call.incoming\",\"created_at\":1795219199,"
          + "\"data\":{\"call_id\":\"rtc_u0_test0001\",\"sip_headers\":[{\"name\":\"From\",\"value\":"
          + "\"<sip:+421900000001@example.com>\"}],\"sip_media_security\":\"srtp\"}}";

  /** Empty cells leave what the vector has. */
  @ParameterizedTest(name = "{0}: {5}")
  @CsvSource(
      delimiter = '|',
      value = {
        "the vector               |        |              |            |                  | true    | 0",
        "second of two values     |        |              |            | v1,AAAA GOOD     | true    | 0",
        "first of two values      |        |              |            | GOOD v1,AAAA     | true    | 0",
        "another version beside   |        |              |            | v1a,AAAA GOOD    | true    | 0",
        "300 s old                |        |              |            |                  | true    | 300",
        "300 s early              |        |              |            |                  | true    | -300",
        "301 s old                |        |              |            |                  | false   | 301",
        "301 s early              |        |              |            |                  | false   | -301",
        "another secret           | whsec_b3RoZXI= |      |            |                  | false   | 0",
        "the secret unprefixed    | dm9pY2UtZ2F0ZXdheS10ZXN0LWtleS0wMDAwMDAwMDE= | | |       | false   | 0",
        "another id               |        | wh_test_0002 |            |                  | false   | 0",
        "an empty id              |        | EMPTY        |            |                  | false   | 0",
        "another time             |        |              | 1795219201 |                  | false   | 0",
        "a time that is no number |        |              | noon       |                  | false   | 0",
        "version 1a               |        |              |            | v1a,BASE         | false   | 0",
        "version 2                |        |              |            | v2,BASE          | false   | 0",
        "no base64                |        |              |            | v1,#             | false   | 0",
        "too short                |        |              |            | v1,oJXb          | false   | 0",
        "an empty signature       |        |              |            | EMPTY            | false   | 0",
      })
  void agreeOnADelivery(
      String sentence,
      @Nullable String secret,
      @Nullable String id,
      @Nullable String time,
      @Nullable String signature,
      boolean genuine,
      long clock) {
    var delivery = new Delivered(
        given(id, ID),
        given(time, Long.toString(TIME)),
        given(signature, "GOOD").replace("GOOD", GOOD).replace("BASE", GOOD.substring(3)),
        Buffer.buffer(BODY));
    String key = given(secret, SECRET);
    Instant now = Instant.ofEpochSecond(TIME + clock);
    assertEquals(genuine, theirs(delivery, key, now), "the official client");
    assertEquals(genuine, ours(delivery, key, now) == Outcome.VERIFIED, "ours");
  }

  @Test
  void agreeThatNoByteOfTheBodyMayChange() {
    byte[] body = BODY.getBytes(UTF_8);
    for (int i = 0; i < body.length; i++) {
      byte[] changed = body.clone();
      changed[i] ^= 1;
      var delivery = new Delivered(ID, Long.toString(TIME), GOOD, Buffer.buffer(changed));
      Instant now = Instant.ofEpochSecond(TIME);
      assertEquals(false, theirs(delivery, SECRET, now), "the official client, byte " + i);
      assertEquals(Outcome.BAD, ours(delivery, SECRET, now), "ours, byte " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, false, false", "false, true, false", "false, false, true"})
  void agreeThatAllThreeHeadersAreNeeded(boolean noId, boolean noTime, boolean noSignature) {
    var delivery = new Delivered(
        noId ? null : ID,
        noTime ? null : Long.toString(TIME),
        noSignature ? null : GOOD,
        Buffer.buffer(BODY));
    Instant now = Instant.ofEpochSecond(TIME);
    assertThrows(IllegalArgumentException.class, () -> delivery.verify(SECRET, now));
    assertEquals(Outcome.MISSING_HEADER, ours(delivery, SECRET, now));
  }

  /** Stricter on purpose (openai.md 1.2): nobody signs like this, so whoever does is not the provider. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"without a version | BASE", "after 32 that do not match | MANY GOOD"})
  void oursRefusesWhatTheirsLetsPass(String sentence, String signature) {
    String header = signature
        .replace("MANY", "v1,AAAA ".repeat(32).strip())
        .replace("GOOD", GOOD)
        .replace("BASE", GOOD.substring(3));
    var delivery = new Delivered(ID, Long.toString(TIME), header, Buffer.buffer(BODY));
    Instant now = Instant.ofEpochSecond(TIME);
    assertEquals(Outcome.BAD, ours(delivery, SECRET, now));
    assertEquals(true, theirs(delivery, SECRET, now));
  }

  @Test
  void theSimulatorsSignatureIsTheVectors() {
    assertEquals(GOOD, new WebhookKey(SECRET).sign(ID, TIME, BODY.getBytes(UTF_8)));
  }

  @Test
  void bothReadTheSameInTheVector() {
    var delivery = new Delivered(ID, Long.toString(TIME), GOOD, Buffer.buffer(BODY));
    var event = delivery.unwrap(SECRET, Instant.ofEpochSecond(TIME));
    assertEquals(List.of(), Official.faults(event));
    var theirs = event.asRealtimeCallIncoming();
    var ours = (IncomingCall) Deliveries.read(BODY.getBytes(UTF_8));
    assertEquals(theirs.id(), ours.event());
    assertEquals(theirs.data().callId(), ours.call());
    assertEquals(theirs.data().sipMediaSecurity().orElseThrow().asString(), ours.mediaSecurity());
  }

  private static boolean theirs(Delivered delivery, String secret, Instant now) {
    try {
      delivery.verify(secret, now);
      return true;
    } catch (InvalidWebhookSignatureException refused) {
      return false;
    }
  }

  private static Outcome ours(Delivered delivery, String secret, Instant now) {
    return new StandardWebhook(List.of(Secret.of(secret)))
        .verify(
            delivery.id(),
            delivery.timestamp(),
            delivery.signature(),
            delivery.body().getBytes(),
            now);
  }

  private static String given(@Nullable String cell, String otherwise) {
    return cell == null ? otherwise : cell.equals("EMPTY") ? "" : cell;
  }
}
