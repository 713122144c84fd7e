package dev.frontdesk.oracles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.twilio.security.RequestValidator;
import dev.frontdesk.model.Secret;
import dev.frontdesk.twilio.TwilioSignature;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the carrier's official library takes for signed, we do too, and what it refuses, we do too. */
class TwilioSignatureOracleTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Map<String, String> CALL = Map.of(
      "CallSid",
      "CA00000000000000000000000000000002",
      "From",
      "+14155550100",
      "To",
      "+15005550006",
      "CallerName",
      "Grüße & ok=1 +",
      "_x",
      "",
      "a",
      "1",
      "B",
      "2");

  private final RequestValidator theirs = new RequestValidator(TOKEN);
  private final TwilioSignature ours = new TwilioSignature(List.of(Secret.of(TOKEN)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://voice.example.com/twilio/voice",
        "https://voice.example.com:443/twilio/voice?a=1&b=%2B2",
        "http://voice.example.com/twilio/voice",
        "https://voice.example.com:8443/twilio/voice"
      })
  void aFormThatIsSignedIsGenuineToBoth(String url) {
    String signature = signed(url, CALL);
    assertTrue(theirs.validate(url, CALL, signature));
    assertTrue(ours.isGenuineForm(url, encoded(CALL), signature));
  }

  @Test
  void whatWasChangedIsForgedToBoth() {
    String url = "https://voice.example.com/twilio/voice";
    String signature = signed(url, CALL);
    var changed = new TreeMap<>(CALL);
    changed.put("From", "+14155550101");
    assertFalse(theirs.validate(url, changed, signature));
    assertFalse(ours.isGenuineForm(url, encoded(changed), signature));
    assertFalse(theirs.validate(url + "2", CALL, signature));
    assertFalse(ours.isGenuineForm(url + "2", encoded(CALL), signature));
  }

  @Test
  void jsonIsGenuineToBoth() throws URISyntaxException {
    String body = "{\"CallSid\":\"CA00000000000000000000000000000002\",\"Status\":\"completed\"}";
    String url =
        "https://voice.example.com/twilio/acme/events?bodySHA256=d0842af45651dc54c64c6f9d8094c2bd3ff48604e0990a8568e120b450076052";
    String signature = signed(url, Map.of());
    assertTrue(theirs.validate(url, body, signature));
    assertTrue(ours.json(url, body.getBytes(UTF_8), signature));
    assertFalse(theirs.validate(url, body + " ", signature));
    assertFalse(ours.json(url, (body + " ").getBytes(UTF_8), signature));
  }

  /** Both are told the same parameters: theirs decoded, ours as they stand in a body. */
  @Test
  void theSameNumberOfCharactersGetsTheSameSignatureFromBoth() {
    String url = "https://voice.example.com/cb";
    assertEquals(
        theirs.validate(url, Map.of("ab", "c"), signed(url, Map.of("a", "bc"))),
        ours.isGenuineForm(url, "ab=c", signed(url, Map.of("a", "bc"))));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String signed(String url, Map<String, String> form) {
    var data = new StringBuilder(url);
    new TreeMap<>(form).forEach((name, value) -> data.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(TOKEN.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(data.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
