package dev.frontdesk.provider;

import static dev.frontdesk.provider.StandardWebhook.Outcome.BAD;
import static dev.frontdesk.provider.StandardWebhook.Outcome.MISSING_HEADER;
import static dev.frontdesk.provider.StandardWebhook.Outcome.STALE;
import static dev.frontdesk.provider.StandardWebhook.Outcome.VERIFIED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.model.Secret;
import dev.frontdesk.provider.StandardWebhook.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector of openai.md 1.3. */
class StandardWebhookTest {
  private static final Secret SECRET =
      Secret.of("whsec_dm9pY2UtZ2F0ZXdheS10ZXN0LWtleS0wMDAwMDAwMDE=");
  private static final Secret OTHER = Secret.of("a raw secret");
  private static final String ID = "wh_test_0001";
  private static final String TIME = "1795219200";
  private static final String GOOD = "v1,oJXbvp276Tc9NJb8+iFfILqO1Nwlq26iCMb21PpHqOc=";
  private static final String BODY =
      "{\"object\":\"event\",\"id\":\"evt_test_0001\",\"type\":\"realtime.call.incoming\",\"created_at\":1795219199,"
          + "\"data\":{\"call_id\":\"rtc_u0_test0001\",\"sip_headers\":[{\"name\":\"From\",\"value\":"
          + "\"<sip:+421900000001@example.com>\"}],\"sip_media_security\":\"srtp\"}}";

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  void judgesASignature(String sentence, String signature, Outcome expected, long clock) {
    assertEquals(expected, verify(List.of(SECRET), signature, BODY, clock));
  }

  static Stream<Arguments> judgesASignature() {
    long now = 1795219200;
    return Stream.of(
        Arguments.of("good", GOOD, VERIFIED, now),
        Arguments.of("second of two", "v1,AAAA " + GOOD, VERIFIED, now),
        Arguments.of("last of 32", "v1,AAAA ".repeat(31) + GOOD, VERIFIED, now),
        Arguments.of("one of 33", "v1,AAAA ".repeat(32) + GOOD, BAD, now),
        Arguments.of("good, then 32 more", GOOD + " v1,AAAA".repeat(32), BAD, now),
        Arguments.of("another version", GOOD.replace("v1,", "v1a,"), BAD, now),
        Arguments.of("version two", GOOD.replace("v1,", "v2,"), BAD, now),
        Arguments.of("no version", GOOD.substring(3), BAD, now),
        Arguments.of("one letter changed", GOOD.replace("oJX", "oJY"), BAD, now),
        Arguments.of("no base64", "v1," + "#".repeat(44), BAD, now),
        Arguments.of("empty", "", BAD, now),
        Arguments.of("300 s old", GOOD, VERIFIED, now + 300),
        Arguments.of("301 s old", GOOD, STALE, now + 301),
        Arguments.of("300 s early", GOOD, VERIFIED, now - 300),
        Arguments.of("301 s early", GOOD, STALE, now - 301),
        Arguments.of("bad and old", "v1,AAAA", BAD, now + 301));
  }

  @Test
  void noticesEveryChangedByte() {
    for (int i = 0; i < BODY.length(); i++) {
      String changed = BODY.substring(0, i) + (char) (BODY.charAt(i) ^ 1) + BODY.substring(i + 1);
      assertEquals(BAD, verify(List.of(SECRET), GOOD, changed, 1795219200), "byte " + i);
    }
  }

  @Test
  void takesAnyOfItsSecretsAndGoesOnAfterABadDelivery() {
    var webhook = new StandardWebhook(List.of(OTHER, SECRET));
    Instant now = Instant.ofEpochSecond(1795219200);
    assertEquals(BAD, webhook.verify(ID, TIME, "v1,AAAA", BODY.getBytes(UTF_8), now));
    assertEquals(VERIFIED, webhook.verify(ID, TIME, GOOD, BODY.getBytes(UTF_8), now));
    assertEquals(VERIFIED, webhook.verify(ID, TIME, GOOD, BODY.getBytes(UTF_8), now));
    assertEquals(BAD, verify(List.of(OTHER), GOOD, BODY, 1795219200));
    assertEquals(BAD, verify(List.of(), GOOD, BODY, 1795219200));
  }

  @Test
  void needsAllThreeHeaders() {
    var webhook = new StandardWebhook(List.of(SECRET));
    byte[] body = BODY.getBytes(UTF_8);
    assertEquals(MISSING_HEADER, webhook.verify(null, TIME, GOOD, body, Instant.EPOCH));
    assertEquals(MISSING_HEADER, webhook.verify(ID, null, GOOD, body, Instant.EPOCH));
    assertEquals(MISSING_HEADER, webhook.verify(ID, TIME, null, body, Instant.EPOCH));
  }

  @Test
  void takesNoTimeThatIsNoNumber() {
    var webhook = new StandardWebhook(List.of(SECRET));
    for (String time : List.of("", "now", "-1", "1795219200.0", "99999999999999999999")) {
      assertEquals(
          BAD,
          webhook.verify(ID, time, GOOD, BODY.getBytes(UTF_8), Instant.ofEpochSecond(1795219200)),
          time);
    }
  }

  @Test
  void refusesASecretThatCanBeNoKeyWithoutTellingIt() {
    for (String secret : List.of("whsec_!!very-secret!!", "", "whsec_")) {
      var refused = assertThrows(
          IllegalArgumentException.class, () -> new StandardWebhook(List.of(Secret.of(secret))));
      assertFalse(String.valueOf(refused.getMessage()).contains("very-secret"));
    }
  }

  private static Outcome verify(List<Secret> secrets, String signature, String body, long clock) {
    return new StandardWebhook(secrets)
        .verify(ID, TIME, signature, body.getBytes(UTF_8), Instant.ofEpochSecond(clock));
  }
}
