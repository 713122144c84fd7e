package dev.frontdesk.provider.realtime;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.frontdesk.model.TurnDetection;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes {@code audio.input.turn_detection} (openai.md 2.2); what is null is left to the provider. */
final class Turns {
  private Turns() {}

  static void write(JsonGenerator json, TurnDetection turns) throws IOException {
    json.writeObjectFieldStart("turn_detection");
    json.writeStringField(
        "type", turns.kind() == TurnDetection.Kind.SERVER ? "server_vad" : "semantic_vad");
    if (turns.threshold() != null) {
      json.writeNumberField("threshold", turns.threshold());
    }
    number(json, "prefix_padding_ms", turns.prefixPaddingMs());
    number(json, "silence_duration_ms", turns.silenceMs());
    number(json, "idle_timeout_ms", turns.idleTimeoutMs());
    if (turns.eagerness() != null) {
      json.writeStringField("eagerness", turns.eagerness().name().toLowerCase(Locale.ROOT));
    }
    json.writeBooleanField("create_response", true);
    json.writeBooleanField("interrupt_response", turns.interruptible());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String field, @Nullable Integer value)
      throws IOException {
    if (value != null) {
      json.writeNumberField(field, value);
    }
  }
}
