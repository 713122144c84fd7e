package dev.frontdesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.provider.WebhookKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is not a genuine call is refused as promised, and leaves nothing behind but a count. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookRefusalsIT {
  private static final String CALL = """
      {"object":"event","id":"evt_1","type":"realtime.call.incoming","created_at":1,"data":{"call_id":"rtc_forged_1",\
      "sip_headers":[{"name":"From","value":"<sip:+421900000001@x>"},{"name":"To","value":"<sip:+15550100001@x>"}]}}""";

  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @AfterEach
  void nothingIsWritten() {
    assertEquals(List.of(), desk.server.ask("SELECT provider_call_id FROM call_claim"));
    assertEquals(List.of(), desk.server.ask("SELECT provider_call_id FROM endpoint_refusal"));
  }

  @Test
  void withoutItsHeadersItIs400() {
    assertEquals(400, post("/openai/webhook", CALL, Map.of()));
  }

  @Test
  void withAForgedSignatureItIs401() {
    var headers = signed("whsec_Zm9yZ2VkLWZvcmdlZC1mb3JnZWQ=", CALL, Instant.now());
    assertEquals(401, post("/openai/webhook", CALL, headers));
  }

  @Test
  void withAStaleSignatureItIs401() {
    assertEquals(401, post("/openai/webhook", CALL, signed(CALL, Instant.now().minusSeconds(400))));
  }

  @Test
  void withOneByteChangedItIs401() {
    var headers = signed(CALL, Instant.now());
    assertEquals(
        401, post("/openai/webhook", CALL.replace("rtc_forged_1", "rtc_forged_2"), headers));
  }

  @Test
  void tooLargeItIs413() {
    String large = "x".repeat(300_000);
    assertEquals(413, post("/openai/webhook", large, signed(large, Instant.now())));
  }

  @Test
  void malformedItIs400() {
    String body = "{\"type\":\"realtime.call.incoming\",";
    assertEquals(400, post("/openai/webhook", body, signed(body, Instant.now())));
  }

  @Test
  void aCallIdThatCouldAlterAUrlIs400() {
    String body = CALL.replace("rtc_forged_1", "../../models?x=");
    assertEquals(400, post("/openai/webhook", body, signed(body, Instant.now())));
  }

  @Test
  void ofATypeWeDoNotActOnItIs200AndNeverClaimed() {
    String body =
        "{\"id\":\"evt_2\",\"type\":\"live.transport.incoming\",\"data\":{\"session_id\":\"live_1\"}}";
    assertEquals(200, post("/openai/webhook", body, signed(body, Instant.now())));
  }

  @Test
  void atAnEndpointThatIsNotThereItIs401() {
    var headers = signed(CALL, Instant.now());
    assertEquals(401, post("/openai/webhook/00000000-0000-0000-0000-0000000000ff", CALL, headers));
    assertEquals(401, post("/openai/webhook/not-an-id", CALL, headers));
  }

  private Map<String, String> signed(String body, Instant at) {
    return signed(SimulatorOptions.defaults().webhookSecret(), body, at);
  }

  private static Map<String, String> signed(String secret, String body, Instant at) {
    var headers = new TreeMap<String, String>();
    String time = Long.toString(at.getEpochSecond());
    headers.put("webhook-id", "wh_1");
    headers.put("webhook-timestamp", time);
    headers.put(
        "webhook-signature",
        new WebhookKey(secret).sign("wh_1", at.getEpochSecond(), body.getBytes(UTF_8)));
    return headers;
  }

  private int post(String path, String body, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + desk.gateway.port() + path))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), BodyHandlers.ofString())
          .statusCode();
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
