package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.Answer.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsApiIT {
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final Buffer SESSION = Buffer.buffer("{\"type\":\"realtime\"}");

  private final Vertx vertx = Vertx.vertx();
  private final Provider provider = new Provider(vertx);
  private final CallsApi api = new CallsApi(vertx);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @ParameterizedTest(name = "accept answered with {0} is {1} after {2} tries")
  @CsvSource({
    "200,         DONE,            1",
    "204,         DONE,            1",
    "404 200,     DONE,            2",
    "404 404,     CALLER_GONE,     2",
    "500 200,     DONE,            2",
    "503 503 200, UNAVAILABLE,     2",
    "429 200,     DONE,            2",
    "429 429,     RATE_LIMITED,    2",
    "429/30,      RATE_LIMITED,    1",
    "429/0 200,   DONE,            2",
    "409,         ALREADY_DECIDED, 1",
    "400,         INVALID,         1",
    "401,         UNAUTHORIZED,    1",
    "403,         UNAUTHORIZED,    1",
    "close 200,   DONE,            2",
    "close 409,   DONE,            2",
    "302,         INVALID,         1",
  })
  void accepts(String answers, Kind expected, int tries) {
    provider.answers(answers);
    assertEquals(
        expected,
        await(api.accept(provider.endpoint(), "rtc_1", SESSION, BUDGET)).kind());
    assertEquals(tries, provider.requests().size());
  }

  @ParameterizedTest(name = "refer answered with {0} is {1} after {2} tries")
  @CsvSource({
    "200, DONE, 1",
    "500 200, DONE, 2",
    "500 500 200, UNAVAILABLE, 2",
    "503 200, UNAVAILABLE, 1",
    "429 200, RATE_LIMITED, 1",
    "404, CALLER_GONE, 1",
    "close 200, TIMEOUT, 1"
  })
  void refers(String answers, Kind expected, int tries) {
    provider.answers(answers);
    assertEquals(
        expected,
        await(api.refer(provider.endpoint(), "rtc_1", "tel:+421900000001")).kind());
    assertEquals(tries, provider.requests().size());
  }

  @ParameterizedTest(name = "hang-up answered with {0} is {1} after {2} tries")
  @CsvSource({
    "200, DONE, 1",
    "404, DONE, 1",
    "500 500 200, DONE, 3",
    "close 404, DONE, 2",
    "401, UNAUTHORIZED, 1"
  })
  void hangsUp(String answers, Kind expected, int tries) {
    provider.answers(answers);
    assertEquals(expected, await(api.hangUp(provider.endpoint(), "rtc_1")).kind());
    assertEquals(tries, provider.requests().size());
  }

  @Test
  void sendsWhatTheContractSays() {
    provider.answers("200 200 200 200");
    await(api.accept(provider.endpoint(), "rtc_1", SESSION, BUDGET));
    await(api.reject(provider.endpoint(), "rtc_1", 486));
    await(api.refer(provider.endpoint(), "rtc_1", "sip:a\"b@x"));
    await(api.hangUp(provider.endpoint(), "rtc_1"));
    assertEquals(
        List.of(
            "POST /v1/realtime/calls/rtc_1/accept Bearer sk-secret-1234 {\"type\":\"realtime\"}",
            "POST /v1/realtime/calls/rtc_1/reject Bearer sk-secret-1234 {\"status_code\":486}",
            "POST /v1/realtime/calls/rtc_1/refer Bearer sk-secret-1234 {\"target_uri\":\"sip:a\\\"b@x\"}",
            "POST /v1/realtime/calls/rtc_1/hangup Bearer sk-secret-1234 "),
        provider.requests());
    assertTrue(provider.connections() < 4, "kept alive");
  }

  @Test
  void tellsTheProvidersReasonWithoutSecrets() {
    provider.answers(
        "400",
        "{\"error\":{\"message\":\"bad key sk-secret-1234\\n in field\",\"code\":\"invalid\",\"param\":\"voice\"}}");
    Answer answer = await(api.accept(provider.endpoint(), "rtc_1", SESSION, BUDGET));
    assertEquals("HTTP 400: bad key ***  in field (invalid) at voice", answer.reason());
  }

  @Test
  void explainsTheCarriersCodes() {
    provider.answers(
        "400", "{\"error\":{\"message\":\"carrier said 32218 Transfer not allowed\"}}");
    String reason =
        await(api.refer(provider.endpoint(), "rtc_1", "tel:+421900000001")).reason();
    assertTrue(reason.contains("transfer mode"), reason);
  }

  @Test
  void givesUpWithinTheRingingBudget() {
    provider.answers("silent silent");
    long begin = System.nanoTime();
    assertEquals(
        Kind.TIMEOUT,
        await(api.accept(provider.endpoint(), "rtc_1", SESSION, Duration.ofMillis(300)))
            .kind());
    long tookMs = (System.nanoTime() - begin) / 1_000_000;
    assertTrue(tookMs < 2_000, tookMs + " ms");
  }

  @Test
  void saysSoWhenNobodyListens() {
    provider.answers("200");
    var endpoint = provider.endpoint();
    provider.stop();
    Answer answer = await(api.accept(endpoint, "rtc_1", SESSION, Duration.ofSeconds(2)));
    assertEquals(Kind.UNAVAILABLE, answer.kind());
    assertFalse(answer.reason().isBlank());
  }

  @Test
  void sendsNoIdThatAltersTheUrl() {
    provider.answers("200");
    assertEquals(
        Kind.INVALID, await(api.hangUp(provider.endpoint(), "../rtc_1")).kind());
    assertEquals(List.of(), provider.requests());
  }

  private static Answer await(Future<Answer> answer) {
    return answer.await();
  }
}
