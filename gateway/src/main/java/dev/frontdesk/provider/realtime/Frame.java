package dev.frontdesk.provider.realtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server event, read no further than needed: one that means nothing to a call up to its type, a flat one (most are, transcript
 * deltas above all) in one pass without a tree.
 */
final class Frame {
  private static final Set<String> MATTER = Set.of(
      "session.created",
      "session.updated",
      "conversation.item.added",
      "conversation.item.created",
      "conversation.item.retrieved",
      "conversation.item.truncated",
      "conversation.item.input_audio_transcription.delta",
      "conversation.item.input_audio_transcription.completed",
      "conversation.item.input_audio_transcription.failed",
      "input_audio_buffer.speech_started",
      "input_audio_buffer.speech_stopped",
      "input_audio_buffer.dtmf_event_received",
      "response.created",
      "response.output_item.done",
      "response.output_audio_transcript.delta",
      "response.output_audio_transcript.done",
      "response.output_text.delta",
      "response.output_text.done",
      "response.done",
      "response.mcp_call.in_progress",
      "mcp_list_tools.failed",
      "output_audio_buffer.started",
      "output_audio_buffer.stopped",
      "output_audio_buffer.cleared",
      "error");

  private final byte[] bytes;
  private final String type;
  private final Map<String, String> texts;
  private @Nullable Fields tree;

  private Frame(byte[] bytes, String type, Map<String, String> texts) {
    this.bytes = bytes;
    this.type = type;
    this.texts = texts;
  }

  /**
   * @return null if it means nothing to a call
   * @throws IOException if it is not a JSON object with a type
   */
  static @Nullable Frame of(byte[] bytes) throws IOException {
    var texts = new HashMap<String, String>(8);
    try (JsonParser json = Wire.JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        if (json.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, json.getText());
          if (name.equals("type") && !MATTER.contains(texts.get(name))) {
            return null;
          }
        } else {
          json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException("cut off");
      }
    }
    String type = texts.get("type");
    if (type == null) {
      throw new IOException("no type");
    }
    return new Frame(bytes, type, texts);
  }

  String type() {
    return type;
  }

  /** Empty if it is absent or no text. */
  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  @Nullable
  String textOrNull(String field) {
    String text = text(field);
    return text.isEmpty() ? null : text;
  }

  /** Whether the field is there, be it null. */
  boolean tells(String field) {
    return tree().json().containsKey(field);
  }

  /** @throws io.vertx.core.json.DecodeException if what is nested cannot be held, for its depth or a number's length */
  Fields object(String field) {
    return tree().object(field);
  }

  private Fields tree() {
    if (tree == null) {
      tree = new Fields(new JsonObject(Buffer.buffer(bytes)));
    }
    return tree;
  }
}
