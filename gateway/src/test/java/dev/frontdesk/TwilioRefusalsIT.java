package dev.frontdesk;

import static dev.frontdesk.TwilioCarrier.callSid;
import static dev.frontdesk.TwilioCarrier.encoded;
import static dev.frontdesk.TwilioCarrier.ringing;
import static dev.frontdesk.TwilioCarrier.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.twilio.DoorCounts.End;
import dev.frontdesk.twilio.Signed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is not the carrier's is refused with nothing in it, counted, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwilioRefusalsIT {
  private static final Map<String, String> CALL = ringing(callSid(1));
  private TwilioCarrier carrier;

  @BeforeAll
  void open() {
    carrier = new TwilioCarrier(settings -> settings);
  }

  @AfterAll
  void close() {
    carrier.close();
  }

  @AfterEach
  void nothingIsWritten() {
    assertEquals(List.of(), carrier.desk.server.ask("SELECT provider_call_id FROM call_claim"));
    assertEquals(
        List.of(), carrier.desk.server.ask("SELECT provider_call_id FROM endpoint_refusal"));
  }

  private void refused(int status, End end, String path, String body, String signature) {
    long before = carrier.desk.gateway.carrierCounts().of(end);
    var response = carrier.post(path, body, signature);
    assertEquals(status, response.statusCode());
    assertEquals("", response.body());
    assertEquals(before + 1, carrier.desk.gateway.carrierCounts().of(end));
  }

  private static String signed(String path, String body) {
    return Signed.by(TwilioCarrier.TOKEN, TwilioCarrier.PUBLIC + path, body);
  }

  @Test
  void withoutItsHeaderItIs400() {
    refused(400, End.MISSING_HEADER, TwilioCarrier.VOICE, encoded(CALL), "");
  }

  @Test
  void withAForgedSignatureItIs403() {
    String forged =
        Signed.by("another token", TwilioCarrier.PUBLIC + TwilioCarrier.VOICE, encoded(CALL));
    for (String path : List.of(TwilioCarrier.VOICE, "/twiml")) {
      refused(403, End.BAD_SIGNATURE, path, encoded(CALL), forged);
    }
  }

  @Test
  void withAParameterChangedOrAddedItIs403() {
    String signature = signed(TwilioCarrier.VOICE, encoded(CALL));
    for (var changed : List.of(with(CALL, "From", "+421900000002"), with(CALL, "X", ""))) {
      refused(403, End.BAD_SIGNATURE, TwilioCarrier.VOICE, encoded(changed), signature);
    }
  }

  @Test
  void signedForAnotherPathItIs403() {
    refused(
        403,
        End.BAD_SIGNATURE,
        TwilioCarrier.VOICE.replace("/voice", "/status"),
        encoded(CALL),
        signed(TwilioCarrier.VOICE, encoded(CALL)));
  }

  @Test
  void ofAnotherAccountItIs403() {
    String body = encoded(with(CALL, "AccountSid", "AC" + "2".repeat(32)));
    refused(403, End.WRONG_ACCOUNT, TwilioCarrier.VOICE, body, signed(TwilioCarrier.VOICE, body));
  }

  @Test
  void atAnEndpointThatIsNotACarriersItIs403() {
    for (String endpoint : List.of(
        "00000000-0000-0000-0000-0000000000ff",
        "not-an-id",
        "00000000-0000-0000-0000-000000000001")) {
      String path = "/twilio/" + endpoint + "/voice";
      refused(403, End.UNKNOWN_ENDPOINT, path, encoded(CALL), signed(path, encoded(CALL)));
    }
  }

  @Test
  void tooLargeItIs413() {
    String body = "a=" + "x".repeat(70_000);
    refused(413, End.TOO_LARGE, TwilioCarrier.VOICE, body, signed(TwilioCarrier.VOICE, body));
  }

  @Test
  void withTooManyParametersOrNoneThatCanBeReadItIs400() {
    refused(400, End.MALFORMED, TwilioCarrier.VOICE, "a=1&".repeat(400), "x");
    refused(400, End.MALFORMED, TwilioCarrier.VOICE, "a=%zz", "x");
  }

  @Test
  void aCallIdThatCouldAlterAUrlIs400() {
    String body = encoded(with(CALL, "CallSid", "../../Calls"));
    refused(400, End.MALFORMED, TwilioCarrier.VOICE, body, signed(TwilioCarrier.VOICE, body));
  }

  @Test
  void aPathThatWeNeverNamedIs400() {
    String path = TwilioCarrier.VOICE.replace("/voice", "/after/dial-77");
    refused(400, End.MALFORMED, path, encoded(CALL), signed(path, encoded(CALL)));
  }
}
