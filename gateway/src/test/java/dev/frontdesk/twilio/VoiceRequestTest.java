package dev.frontdesk.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.frontdesk.model.Attestation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the carrier says of a caller, as the front desk understands it (twilio.md 1). */
class VoiceRequestTest {
  @ParameterizedTest
  @CsvSource({
    "TN-Validation-Passed-A, FULL",
    "TN-Validation-Passed-B, PARTIAL",
    "TN-Validation-Passed-C, GATEWAY",
    "TN-Validation-Passed-A-Diverted, FULL",
    "TN-Validation-Passed-B-Passthrough, PARTIAL",
    "TN-Validation-Passed-C-Diverted-Passthrough, GATEWAY",
    "TN-Validation-Failed, FAILED",
    "TN-Validation-Failed-A, FAILED",
    "TN-Validation-Failed-B-Passthrough, FAILED",
    "TN-Validation-Failed-C-Diverted, FAILED",
    "No-TN-Validation, NONE",
    "'', NONE",
    "TN-Validation-Passed-D, NONE"
  })
  void aVerdictIsWorthWhatItSaysIfItWasSigned(String verdict, Attestation worth) {
    assertEquals(worth, request("StirVerstat", verdict, true).attestation());
    assertEquals(Attestation.NONE, request("StirVerstat", verdict, false).attestation());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anonymous",
        "Anonymous",
        "restricted",
        "unavailable",
        "",
        "+266696687",
        "+7378742833",
        "+86282452253",
        "+2562533",
        "+8656696",
        "sip:anonymous@anonymous.invalid",
        "sip:+266696687@sip.example.com",
        "client:jana"
      })
  void whoWithholdsTheNumberHasNone(String from) {
    assertNull(request("From", from, true).caller());
  }

  @ParameterizedTest
  @CsvSource({
    "+421900000001, +421900000001",
    "sip:+421900000001@sip.example.com;user=phone, +421900000001",
    "+26669668712, +26669668712"
  })
  void anyOtherNumberIsTheCallers(String from, String caller) {
    assertEquals(caller, String.valueOf(request("From", from, true).caller()));
  }

  private static VoiceRequest request(String name, String value, boolean believed) {
    String form = "CallSid=CA" + "0".repeat(32) + "&AccountSid=AC" + "0".repeat(32) + "&" + name
        + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return VoiceRequest.of(Parameters.parse(form).orElseThrow(), believed).orElseThrow();
  }
}
