package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.frontdesk.provider.Answer.Kind;
import dev.frontdesk.provider.TextModel.Question;
import dev.frontdesk.provider.TextModel.Used;
import dev.frontdesk.provider.TextModel.Written;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextApiIT {
  private static final Question QUESTION =
      new Question("Sum up.", "data", "call_summary", Map.of("type", "object"));

  private final Vertx vertx = Vertx.vertx();
  private final Provider provider = new Provider(vertx);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Written ask(String model) throws Exception {
    return new TextApi(vertx, model, Prices.shipped(), () -> Instant.parse("2026-11-21T12:00:00Z"))
        .write(provider.endpoint(), QUESTION)
        .await(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "answered with {0} is {1} after {2} tries")
  @CsvSource({
    "200,       INVALID,      1",
    "429/0 200, INVALID,      2",
    "503 503,   UNAVAILABLE,  2",
    "429/30,    RATE_LIMITED, 1",
    "400,       INVALID,      1",
    "401,       UNAUTHORIZED, 1",
  })
  void asksOnceMoreWhereThatMayHelp(String answers, Kind expected, int tries) throws Exception {
    provider.answers(answers);

    assertEquals(expected, ask("gpt-5-mini").answer().kind());
    assertEquals(tries, provider.requests().size());
  }

  @Test
  void withoutAModelNobodyIsAsked() throws Exception {
    assertFalse(ask("").answer().done());
    assertEquals(0, provider.requests().size());
  }

  @Test
  void whatWasCutOffIsNoTextAndCostsAllTheSame() {
    var reading = new WrittenText(
        "gpt-5-mini", Prices.shipped(), () -> Instant.parse("2026-11-21T12:00:00Z"));

    Written cut = reading.of(Buffer.buffer("""
        {"status": "incomplete", "output": [{"type": "reasoning"}], "usage": {"input_tokens": 1000, "output_tokens": 4000,
         "output_tokens_details": {"reasoning_tokens": 4000}}}"""));

    assertEquals(Kind.INVALID, cut.answer().kind());
    assertEquals(new Used("gpt-5-mini", 1_000, 0, 4_000, 8_250, true), cut.used());
  }

  @Test
  void whatIsNoResponseIsRefused() {
    var reading = new WrittenText("m", Prices.shipped(), Instant::now);
    for (String body : new String[] {"", "[]", "null", "{\"output\": 5}", "{\"usage\": \"x\"}"}) {
      assertEquals(Kind.INVALID, reading.of(Buffer.buffer(body)).answer().kind(), body);
    }
  }
}
