package dev.frontdesk.simulator.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Held against values that the carrier's own SDK computed. */
class CarrierSignatureTest {
  private static final String VOICE = "https://voice.example.com/twilio/acme/voice?tenant=acme&v=1";
  private static final Form CALL = Form.of(
      "To", "+15005550006",
      "AccountSid", "AC00000000000000000000000000000001",
      "ApiVersion", "2010-04-01",
      "CallSid", "CA00000000000000000000000000000002",
      "CallStatus", "ringing",
      "CallToken", "",
      "Called", "+15005550006",
      "Caller", "+14155550100",
      "Direction", "inbound",
      "From", "+14155550100",
      "FromCity", "");

  private final CarrierSignature signature =
      new CarrierSignature("0123456789abcdef0123456789abcdef");

  @Test
  void aFormIsSignedWithItsSortedFields() {
    assertEquals("6BIMP3kw5NgjNz99PJkwdM+D5P4=", signature.ofForm(VOICE, CALL));
  }

  @Test
  void aPortIsSignedAsItIsWritten() {
    String port = VOICE.replace(".com/", ".com:443/");
    assertEquals("7RQosJkKbaWqeTi2q9LK+MLuY7E=", signature.ofForm(port, CALL));
  }

  @Test
  void aGetIsSignedWithItsQuery() {
    assertEquals(
        "98SHrbh6S1CGrulYa2DRQ4CFllM=",
        signature.ofUrl(
            "https://voice.example.com/twilio/acme/voice?CallSid=CA1&To=%2B15005550006"));
  }

  @Test
  void aRepeatedFieldCountsOnceForEachValue() {
    Form form = Form.of(
        "Body", "Grüße & ok=1 +", "Empty", "", "MediaUrl", "b", "MediaUrl", "a", "MediaUrl", "b");
    assertEquals(
        "DzpQwBhR9BN78NMy5YC7SyOj9b0=", signature.ofForm("https://voice.example.com/cb", form));
  }

  @Test
  void aJsonBodyIsSignedByItsHash() {
    byte[] body = "{\"CallSid\":\"CA00000000000000000000000000000002\",\"Status\":\"completed\"}"
        .getBytes(StandardCharsets.UTF_8);
    String hash = CarrierSignature.bodySha256(body);
    assertEquals("d0842af45651dc54c64c6f9d8094c2bd3ff48604e0990a8568e120b450076052", hash);
    assertEquals(
        "Y+0f+jYa1ylveDn4xKylmF7QrVM=",
        signature.ofUrl("https://voice.example.com/twilio/acme/events?bodySHA256=" + hash));
  }

  @Test
  void aStreamIsSignedByItsAddressAsWritten() {
    String media = "wss://voice.example.com/twilio/acme/media";
    assertEquals("Ni35WfQtU+Mj/YL39wdUvjeRA+o=", signature.ofUrl(media));
    assertEquals("mfugASWfoymR5e2SGy5CItGkKmg=", signature.ofUrl(media + "/"));
    assertEquals(
        "yzEpXpyIwEC0pkt7sGUmetmL8F0=",
        signature.ofUrl("https://voice.example.com/twilio/acme/media"));
  }

  @Test
  void aFormReadsWhatItWrote() {
    Form form = Form.of("Body", "Grüße & ok=1 +", "Empty", "", "To", "+1");
    assertEquals(form, Form.parse(form.encoded()));
    assertNotEquals(form, Form.parse(form.encoded() + "&x=1"));
  }
}
