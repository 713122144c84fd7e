package dev.frontdesk.simulator.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookKeyTest {
  private static final String BODY =
      "{\"object\":\"event\",\"id\":\"evt_test_0001\",\"type\":\"realtime.call.incoming\","
          + "\"created_at\":1795219199,\"data\":{\"call_id\":\"rtc_u0_test0001\",\"sip_headers\":[{\"name\":\"From\","
          + "\"value\":\"<sip:+421900000001@example.com>\"}],\"sip_media_security\":\"srtp\"}}";

  @Test
  void theSignatureIsTheOneOfTheOfficialSdk() {
    String signature = new WebhookKey("whsec_dm9pY2UtZ2F0ZXdheS10ZXN0LWtleS0wMDAwMDAwMDE=")
        .sign("wh_test_0001", 1_795_219_200L, BODY.getBytes(StandardCharsets.UTF_8));
    assertEquals("v1,oJXbvp276Tc9NJb8+iFfILqO1Nwlq26iCMb21PpHqOc=", signature);
  }

  @Test
  void aSecretWithoutPrefixIsItsOwnBytes() {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    assertNotEquals(
        new WebhookKey("YWJj").sign("wh", 1, body),
        new WebhookKey("whsec_YWJj").sign("wh", 1, body));
    assertEquals(
        new WebhookKey("abc").sign("wh", 1, body),
        new WebhookKey("whsec_YWJj").sign("wh", 1, body));
  }
}
