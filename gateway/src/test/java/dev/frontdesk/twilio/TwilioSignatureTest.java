package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.Secret;
import dev.frontdesk.twilio.TwilioSignature.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of twilio.md 1.2, computed with Twilio's own library, and what must not pass. */
class TwilioSignatureTest {
  private static final String HOST = "https://voice.example.com";
  private static final String VOICE = HOST + "/twilio/acme/voice?tenant=acme&v=1";
  private static final String VOICE_SIGNED = "6BIMP3kw5NgjNz99PJkwdM+D5P4=";
  private static final String MEDIA = "wss://voice.example.com/twilio/acme/media";
  private static final String MEDIA_SIGNED = "Ni35WfQtU+Mj/YL39wdUvjeRA+o=";
  private static final String EVENTS = HOST
      + "/twilio/acme/events?bodySHA256=d0842af45651dc54c64c6f9d8094c2bd3ff48604e0990a8568e120b450076052";
  private static final String EVENTS_SIGNED = "Y+0f+jYa1ylveDn4xKylmF7QrVM=";
  private static final String EVENTS_BODY =
      "{\"CallSid\":\"CA00000000000000000000000000000002\",\"Status\":\"completed\"}";
  private static final String FORM =
      "To=%2B15005550006&AccountSid=AC00000000000000000000000000000001"
          + "&ApiVersion=2010-04-01&CallSid=CA00000000000000000000000000000002&CallStatus=ringing&CallToken="
          + "&Called=%2B15005550006&Caller=%2B14155550100&Direction=inbound&From=%2B14155550100&FromCity=";

  private final TwilioSignature ours =
      new TwilioSignature(List.of(Secret.of("0123456789abcdef0123456789abcdef")));

  @Test
  void aFormIsSignedWithItsUrlAndSortedParameters() {
    assertEquals(Outcome.GENUINE, form(VOICE, FORM, VOICE_SIGNED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://voice.example.com", "https://voice.example.com:443"})
  void aUrlIsTheSameWithAndWithoutItsUsualPort(String host) {
    String url = host + "/twilio/acme/voice?tenant=acme&v=1";
    assertEquals(Outcome.GENUINE, form(url, FORM, VOICE_SIGNED));
    assertEquals(Outcome.GENUINE, form(url, FORM, "7RQosJkKbaWqeTi2q9LK+MLuY7E="));
  }

  @Test
  void aStrangePortMayBeLeftOutOfTheSignature() {
    String url = "https://voice.example.com:8443/twilio/acme/voice?tenant=acme&v=1";
    assertEquals(Outcome.GENUINE, form(url, FORM, VOICE_SIGNED));
  }

  @Test
  void aGetIsSignedWithItsQueryAsItStands() {
    String signed = "98SHrbh6S1CGrulYa2DRQ4CFllM=";
    assertTrue(ours.get(HOST + "/twilio/acme/voice?CallSid=CA1&To=%2B15005550006", signed));
    assertFalse(ours.get(HOST + "/twilio/acme/voice?CallSid=CA1&To=+15005550006", signed));
  }

  @Test
  void ofARepeatedNameTheDistinctValuesAreSigned() {
    String form = "Body=Gr%C3%BC%C3%9Fe+%26+ok%3D1+%2B&MediaUrl=b&Empty=&MediaUrl=a&MediaUrl=b";
    assertEquals(Outcome.GENUINE, form(HOST + "/cb", form, "DzpQwBhR9BN78NMy5YC7SyOj9b0="));
  }

  @Test
  void jsonIsSignedByItsHash() {
    assertTrue(ours.json(EVENTS, EVENTS_BODY.getBytes(UTF_8), EVENTS_SIGNED));
  }

  @Test
  void jsonWithAnotherBodyIsForged() {
    assertFalse(ours.json(EVENTS, (EVENTS_BODY + " ").getBytes(UTF_8), EVENTS_SIGNED));
    assertFalse(ours.json(HOST + "/cb", new byte[0], "DzpQwBhR9BN78NMy5YC7SyOj9b0="));
  }

  @Test
  void aStreamIsSignedByItsUrlWithOrWithoutASlash() {
    assertTrue(ours.webSocket(MEDIA, MEDIA_SIGNED));
    assertTrue(ours.webSocket(MEDIA, "mfugASWfoymR5e2SGy5CItGkKmg="));
    assertTrue(ours.webSocket(MEDIA + "/", MEDIA_SIGNED));
    assertTrue(ours.webSocket(MEDIA + "/", "mfugASWfoymR5e2SGy5CItGkKmg="));
  }

  @Test
  void aStreamIsNotSignedByAnHttpUrl() {
    String https = "yzEpXpyIwEC0pkt7sGUmetmL8F0=";
    assertTrue(ours.get(HOST + "/twilio/acme/media", https));
    assertFalse(ours.webSocket(MEDIA, https));
  }

  @Test
  void anythingElseIsForged() {
    assertEquals(Outcome.FORGED, form(VOICE + "2", FORM, VOICE_SIGNED));
    assertEquals(Outcome.FORGED, form(VOICE, FORM + "x", VOICE_SIGNED));
    assertEquals(Outcome.FORGED, form(VOICE, FORM + "&More=1", VOICE_SIGNED));
    assertEquals(Outcome.FORGED, form(VOICE, FORM, "6BIMP3kw5NgjNz99PJkwdM+D5P5="));
    for (String garbage : List.of("", "=", "6BIM", "ü", VOICE_SIGNED + VOICE_SIGNED)) {
      assertEquals(Outcome.FORGED, form(VOICE, FORM, garbage));
    }
  }

  @Test
  void aTokenThatIsNotThereSignsNothing() {
    var empty = new TwilioSignature(List.of(Secret.of("")));
    assertEquals(Outcome.FORGED, empty.form(VOICE, parsed(FORM), VOICE_SIGNED));
  }

  @Test
  void anyOfSeveralTokensMayHaveSigned() {
    var both = new TwilioSignature(
        List.of(Secret.of("the next one"), Secret.of("0123456789abcdef0123456789abcdef")));
    assertEquals(Outcome.GENUINE, both.form(VOICE, parsed(FORM), VOICE_SIGNED));
  }

  /** The form of the first vector lacks {@code StirVerstat}; that an unsigned one was added shows in the outcome. */
  @Test
  void whatMayBeUnsignedDoesNotSpoilTheRestAndIsNotBelieved() {
    var token = new TwilioSignature(List.of(Secret.of("0123456789abcdef0123456789abcdef")));
    String unsigned = "Called=1&StirVerstat=TN-Validation-Passed-A&CallToken=x";
    String signature = Signed.by("0123456789abcdef0123456789abcdef", VOICE, "Called=1");
    assertEquals(Outcome.IN_PART, token.form(VOICE, parsed(unsigned), signature));
    assertEquals(Outcome.FORGED, token.form(VOICE, parsed(unsigned + "&From=2"), signature));
  }

  @Test
  void whatIsNoFormIsRefused() {
    assertTrue(Parameters.parse("a=%zz").isEmpty());
    assertTrue(Parameters.parse("a=1&".repeat(Parameters.MOST + 1)).isEmpty());
    assertTrue(Parameters.parse("a=1&".repeat(Parameters.MOST)).isPresent());
    assertEquals("a b", parsed("a=a+b&c").get("a"));
    assertEquals("", parsed("a=a+b&c").get("c"));
  }

  private Outcome form(String url, String form, String signature) {
    return ours.form(url, parsed(form), signature);
  }

  private static Parameters parsed(String form) {
    return Parameters.parse(form).orElseThrow();
  }
}
