package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.provider.realtime.SipHeaders.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SipHeadersTest {
  private static final PhoneNumber DEFAULT = new PhoneNumber("+421999999999");

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tellsWhoCalls(String sentence, SipHeaders headers, @Nullable String number, String name) {
    Caller caller = headers.caller("SK");
    assertEquals(number, caller.number() == null ? null : caller.number().e164());
    assertEquals(name, caller.displayName());
  }

  static Stream<Arguments> tellsWhoCalls() {
    return Stream.of(
        arguments(
            "address with a name",
            of("From", "\"Jana\" <sip:+421900000001@x;user=phone>;tag=1"),
            "+421900000001",
            "Jana"),
        arguments(
            "bare address",
            of("from", "sip:+421900000001@x:5061;transport=tls"),
            "+421900000001",
            ""),
        arguments(
            "unquoted name", of("From", "Jana N <sip:+421900000001@x>"), "+421900000001", "Jana N"),
        arguments(
            "name with a bracket and a comma",
            of("From", "\"<J>, \\\"a\\\"\" <sip:+421900000001@x>"),
            "+421900000001",
            "<J>, \"a\""),
        arguments("telephone URI", of("From", "<tel:+421-900-000-001>"), "+421900000001", ""),
        arguments("encoded plus", of("From", "<sip:%2B421900000001@x>"), "+421900000001", ""),
        arguments("national number", of("From", "<sip:0900000001@x>"), "+421900000001", ""),
        arguments("digits without plus", of("From", "<sip:421900000001@x>"), "+421900000001", ""),
        arguments(
            "asserted identity, if From has no number",
            of("From", "<sip:alice@x>", "P-Asserted-Identity", "\"A\" <sip:+421900000002@x>"),
            "+421900000002",
            "A"),
        arguments(
            "remote party",
            of("From", "<sip:alice@x>", "Remote-Party-ID", "<sip:+421900000003@x>;party=calling"),
            "+421900000003",
            ""),
        arguments(
            "withheld",
            of(
                "From",
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1",
                "P-Asserted-Identity",
                "<sip:+421900000002@x>"),
            null,
            ""),
        arguments(
            "withheld by wish",
            of("From", "\"J\" <sip:+421900000001@x>", "Privacy", "id"),
            null,
            ""),
        arguments(
            "not withheld",
            of("From", "<sip:+421900000001@x>", "Privacy", "none"),
            "+421900000001",
            ""),
        arguments("nobody", of(), null, ""),
        arguments("nonsense is a name at most", of("From", "<<<>>>\"\"@;;"), null, "<<"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void tellsWhichNumberWasDialled(String sentence, SipHeaders headers, List<String> expected) {
    assertEquals(
        expected,
        headers.dialled("X-Did", DEFAULT).stream().map(PhoneNumber::e164).toList());
  }

  static Stream<Arguments> tellsWhichNumberWasDialled() {
    String project = "<sip:proj_abc@sip.api.openai.com;transport=tls>";
    return Stream.of(
        arguments("nothing but the project", of("To", project), List.of("+421999999999")),
        arguments(
            "To with a number",
            of("To", "<sip:+421200000001@x>"),
            List.of("+421200000001", "+421999999999")),
        arguments(
            "all of them in their order",
            of(
                "To",
                "<sip:+421200000001@x>",
                "Diversion",
                "<sip:+421200000002@x>;reason=unconditional",
                "x-frontdesk-number",
                "+421200000003",
                "X-DID",
                "00421200000004"),
            List.of(
                "+421200000004",
                "+421200000003",
                "+421200000002",
                "+421200000001",
                "+421999999999")),
        arguments(
            "several diversions",
            of("Diversion", "<sip:+421200000001@x>, \"a, b\" <sip:+421200000002@x>"),
            List.of("+421200000001", "+421200000002", "+421999999999")),
        arguments(
            "no number in a header meant for one", of("X-Did", "sales"), List.of("+421999999999")));
  }

  @Test
  void findsTheCallIdHoweverItIsSpelled() {
    assertEquals(Optional.of("abc@x"), of("CALL-ID", " abc@x ").callId());
    assertEquals(Optional.empty(), of("Call-ID", "").callId());
    assertEquals(Optional.empty(), of("Call-ID", "x".repeat(300)).callId());
  }

  @ParameterizedTest
  @CsvSource({
    "X-Twilio-VerStat, TN-Validation-Passed-A, FULL",
    "X-Twilio-VerStat, TN-Validation-Passed-B, PARTIAL",
    "x-twilio-verstat, tn-validation-passed-c, GATEWAY",
    "X-Twilio-VerStat, TN-Validation-Failed-A, FAILED",
    "X-Twilio-VerStat, No-TN-Validation, NONE",
    "X-Twilio-VerStat, TN-Validation-Passed-A-Diverted, FULL",
    "X-Twilio-VerStat, TN-Validation-Passed-B-Passthrough, PARTIAL",
    "X-Twilio-VerStat, TN-Validation-Passed-C-Diverted-Passthrough, GATEWAY",
    "X-Twilio-VerStat, TN-Validation-Failed-B-Diverted, FAILED",
    "StirVerstat, TN-Validation-Passed-A-Passthrough, FULL",
    "StirVerstat, TN-Validation-Passed-A-Whatever, NONE",
    "P-Attestation-Indicator, B, PARTIAL",
    "P-Asserted-Identity, <sip:+421900000001@x;verstat=TN-Validation-Failed>, FAILED",
    "From, <sip:+421900000001;verstat=TN-Validation-Passed@x>, FULL",
    "Identity, eyJhbGciOiJFUzI1NiJ9.x.y;info=<https://x>;alg=ES256, NONE",
  })
  void believesOnlyVerdicts(String header, String value, Attestation expected) {
    assertEquals(expected, of(header, value).caller("SK").attestation());
  }

  @Test
  void believesTheWorstOfSeveralVerdicts() {
    var headers = of("X-Attestation", "A", "X-Twilio-VerStat", "TN-Validation-Failed");
    assertEquals(Attestation.FAILED, headers.caller("SK").attestation());
  }

  @Property
  void neverThrows(@ForAll String from, @ForAll String to) {
    var headers = of("From", from, "To", to, "Diversion", from + "<" + to);
    headers.caller("SK");
    headers.dialled(null, null);
  }

  private static SipHeaders of(String... namesAndValues) {
    var headers = new ArrayList<Header>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new SipHeaders(headers);
  }
}
