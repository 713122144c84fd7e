package dev.frontdesk.launcher.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Secret;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
  private static final CallId CALL = CallId.of("0b6c2f4e-8f0e-4c3a-9d57-0123456789ab");
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void forget() {
    LogFacts.areNone();
  }

  @Test
  void aLineOfACallSaysWhoseItIsAndWhichTrace() {
    LogFacts.are(new LogFacts(
        "node-1",
        call -> call.equals(CALL.toString()) ? Map.of("tenant", "t-1", "agency", "a-1") : Map.of(),
        true));
    var event = event("call taken over", null);
    event.addKeyValuePair(new KeyValuePair("call", CALL));
    event.addKeyValuePair(new KeyValuePair("epoch", 2));
    JsonObject line = line(event);
    assertEquals("call taken over", line.getString("message"));
    assertEquals("WARN", line.getString("level"));
    assertEquals("dev.frontdesk.Example", line.getString("logger"));
    assertTrue(Instant.parse(line.getString("time")).isAfter(Instant.EPOCH));
    assertEquals("node-1", line.getString("node"));
    assertEquals(CALL.toString(), line.getString("call"));
    assertEquals(2, line.getInteger("epoch"));
    assertEquals("t-1", line.getString("tenant"));
    assertEquals("a-1", line.getString("agency"));
    assertEquals("0b6c2f4e8f0e4c3a9d570123456789ab", line.getString("trace_id"));
  }

  @Test
  void aSecretThatIsPassedByMistakeIsStars() {
    var event = event("refused", null);
    event.addKeyValuePair(new KeyValuePair("key", Secret.of("planted-secret")));
    event.addKeyValuePair(new KeyValuePair("message", "another message"));
    String text = text(event);
    assertFalse(text.contains("planted-secret"), text);
    assertEquals(1, text.split("\"message\"", -1).length - 1, text);
    assertFalse(new JsonObject(text).containsKey("trace_id"));
  }

  @Test
  void aStackTraceIsOneFieldOfBoundedLength() {
    Throwable cause = new IllegalStateException("x".repeat(50_000));
    for (int depth = 0; depth < 100; depth++) {
      cause = new IllegalStateException("around", cause);
    }
    String text = text(event("failed", cause));
    assertEquals(1, text.lines().count());
    String trace = new JsonObject(text).getString("stack_trace");
    assertTrue(trace.contains("IllegalStateException"), trace);
    assertTrue(trace.length() <= 8_192, "characters: " + trace.length());
  }

  private LoggingEvent event(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    var event = new LoggingEvent(
        "test",
        context.getLogger("dev.frontdesk.Example"),
        Level.WARN,
        message,
        cause,
        new Object[0]);
    event.setInstant(Instant.parse("2026-11-21T12:00:00Z"));
    return event;
  }

  private JsonObject line(LoggingEvent event) {
    return new JsonObject(text(event));
  }

  private String text(LoggingEvent event) {
    return new String(JsonLines.encoder(context).encode(event), UTF_8);
  }
}
