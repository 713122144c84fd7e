package dev.frontdesk.provider.realtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** The type of a server event, without reading more of it than needed. */
final class FrameType {
  private static final Set<String> MATTER = Set.of(
      "session.created",
      "session.updated",
      "conversation.item.added",
      "conversation.item.created",
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
      "output_audio_buffer.started",
      "output_audio_buffer.stopped",
      "output_audio_buffer.cleared",
      "error");

  private FrameType() {}

  static boolean matters(String type) {
    return MATTER.contains(type);
  }

  /** @throws IOException if the frame is not an object with a type */
  static String of(byte[] frame) throws IOException {
    try (JsonParser json = Wire.JSON.createParser(frame)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          JsonToken value = json.nextToken();
          if (name.equals("type") && value == JsonToken.VALUE_STRING) {
            return json.getText();
          }
          json.skipChildren();
        }
      }
    }
    throw new IOException("no type");
  }
}
