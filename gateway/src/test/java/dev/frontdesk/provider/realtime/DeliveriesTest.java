package dev.frontdesk.provider.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.frontdesk.provider.realtime.Delivery.Ignored;
import dev.frontdesk.provider.realtime.Delivery.IncomingCall;
import dev.frontdesk.provider.realtime.Delivery.Refused;
import dev.frontdesk.provider.realtime.SipHeaders.Header;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveriesTest {

  @Test
  void readsAnIncomingCallWhateverTheOrderOfItsFields() {
    var read = Deliveries.read(
        ("{\"data\":{\"sip_media_security\":\"srtp\",\"new\":{\"a\":[1]},\"sip_headers\":[{\"name\":\"From\","
                + "\"value\":\"<sip:+421900000001@x>\"},{\"value\":\"a\",\"name\":\"from\"},{\"name\":1},7],\"call_id\":\"rtc_u0_1\"},"
                + "\"type\":\"realtime.call.incoming\",\"created_at\":1,\"id\":\"evt_1\"}")
            .getBytes(UTF_8));
    var headers = new SipHeaders(
        List.of(new Header("From", "<sip:+421900000001@x>"), new Header("from", "a")));
    assertEquals(new IncomingCall("evt_1", "rtc_u0_1", headers, "srtp"), read);
  }

  @Test
  void takesACallWithoutHeaders() {
    var call = assertInstanceOf(IncomingCall.class, read("{\"call_id\":\"rtc_1\"}"));
    assertEquals(List.of(), call.headers().all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "live.transport.incoming",
        "live.call.incoming",
        "response.completed",
        "batch.failed"
      })
  void ignoresTypesWithoutAnAdapter(String type) {
    assertEquals(
        new Ignored(type),
        Deliveries.read(
            ("{\"type\":\"" + type + "\",\"data\":{\"call_id\":\"../x\"}}").getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../calls/other", "a/b", "a?b", "a#b", "a b", "a%2fb", "", "a\\nb"})
  void refusesAnIdThatCouldAlterAUrl(String id) {
    assertInstanceOf(Refused.class, read("{\"call_id\":\"" + id + "\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"realtime.call.incoming\"}",
        "{\"type\":\"x\"} {}",
        "\u0000",
        "{\"type\":\"realtime.call.incoming\",\"data\":[]}",
        "{\"type\":\"realtime.call.incoming\",\"data\":{\"call_id\":{}}}"
      })
  void refusesWhatIsNoEvent(String body) {
    assertInstanceOf(Refused.class, Deliveries.read(body.getBytes(UTF_8)));
  }

  @Test
  void refusesTooMuch() {
    assertInstanceOf(Refused.class, Deliveries.read(new byte[Deliveries.LONGEST_BODY + 1]));
    assertInstanceOf(
        Refused.class,
        read("{\"call_id\":\"rtc_1\",\"sip_headers\":["
            + "{\"name\":\"X\",\"value\":\"\"},".repeat(200)
            + "{\"name\":\"X\",\"value\":\"\"}]}"));
    assertInstanceOf(Refused.class, read("[".repeat(5_000)));
  }

  @Test
  void cleansHeaderValuesOfWhatADatabaseRefuses() {
    var call = (IncomingCall)
        read(
            "{\"call_id\":\"rtc_1\",\"sip_headers\":[{\"name\":\"From\",\"value\":\"a\\u0000b\\ud800c\"}]}");
    assertEquals("a b c", call.headers().first("FROM").orElseThrow());
  }

  @Property
  void neverThrows(@ForAll byte[] body, @ForAll String text) {
    Deliveries.read(body);
    Deliveries.read(text.getBytes(UTF_8));
  }

  private static Delivery read(String data) {
    return Deliveries.read(
        ("{\"id\":\"evt\",\"type\":\"realtime.call.incoming\",\"data\":" + data + "}")
            .getBytes(UTF_8));
  }
}
