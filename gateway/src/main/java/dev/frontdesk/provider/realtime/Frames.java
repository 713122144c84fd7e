package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.provider.Conversations.Item;
import dev.frontdesk.provider.Conversations.Said;
import dev.frontdesk.provider.Conversations.Used;
import dev.frontdesk.provider.realtime.RealtimeState.Ask;
import java.util.List;

/** Client events (openai.md 3.2). */
final class Frames {
  private static final int LONGEST_OUTPUT = 64_000;
  private static final int LONGEST_NOTE = 4_000;

  static final String CANCEL = "{\"type\":\"response.cancel\"}";
  static final String CLEAR = "{\"type\":\"output_audio_buffer.clear\"}";

  private Frames() {}

  /** A sentence of ours is spoken as it stands, so no tool may come between. */
  static String create(Ask ask) {
    return Wire.text(256 + ask.instructions().length(), json -> {
      json.writeStartObject();
      json.writeStringField("type", "response.create");
      json.writeStringField("event_id", ask.id());
      json.writeObjectFieldStart("response");
      json.writeObjectFieldStart("metadata");
      json.writeStringField(Asking.METADATA, ask.id());
      json.writeEndObject();
      if (!ask.instructions().isEmpty()) {
        json.writeStringField("instructions", ask.instructions());
        json.writeStringField("tool_choice", "none");
      }
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  static String toolOutput(String call, String output) {
    return Wire.text(160 + output.length(), json -> {
      json.writeStartObject();
      json.writeStringField("type", "conversation.item.create");
      json.writeObjectFieldStart("item");
      json.writeStringField("type", "function_call_output");
      json.writeStringField("call_id", call);
      json.writeStringField("output", capped(output, LONGEST_OUTPUT));
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /** What the model learns and the caller does not hear. */
  static String note(String text) {
    return note("", text);
  }

  /** @param id of the client event, by which the provider refuses it; blank: none */
  static String note(String id, String text) {
    return Wire.text(160 + text.length(), json -> {
      json.writeStartObject();
      json.writeStringField("type", "conversation.item.create");
      if (!id.isEmpty()) {
        json.writeStringField("event_id", id);
      }
      json.writeObjectFieldStart("item");
      json.writeStringField("type", "message");
      json.writeStringField("role", "system");
      json.writeArrayFieldStart("content");
      json.writeStartObject();
      json.writeStringField("type", "input_text");
      json.writeStringField("text", capped(text, LONGEST_NOTE));
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /** Changes nothing; the provider answers it with the session in force. */
  static String confirm(String id) {
    return Wire.text(96, json -> {
      json.writeStartObject();
      json.writeStringField("type", "session.update");
      json.writeStringField("event_id", id);
      json.writeObjectFieldStart("session");
      json.writeStringField("type", "realtime");
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /** @param type {@code conversation.item.retrieve} or {@code conversation.item.delete} */
  static String item(String type, String id, String item) {
    return Wire.text(128, json -> {
      json.writeStartObject();
      json.writeStringField("type", type);
      json.writeStringField("event_id", id);
      json.writeStringField("item_id", item);
      json.writeEndObject();
    });
  }

  /** What of an item was not heard by the caller is taken from the model's memory, too. */
  static String truncate(String item, long heardMs) {
    return Wire.text(128, json -> {
      json.writeStartObject();
      json.writeStringField("type", "conversation.item.truncate");
      json.writeStringField("item_id", item);
      json.writeNumberField("content_index", 0);
      json.writeNumberField("audio_end_ms", heardMs);
      json.writeEndObject();
    });
  }

  /**
   * What the provider tells of sound on a SIP call, told of a leg of ours.
   *
   * @param what {@code started}, {@code stopped} or {@code cleared}
   */
  static String buffer(String what, String response) {
    return Wire.text(96, json -> {
      json.writeStartObject();
      json.writeStringField("type", "output_audio_buffer." + what);
      json.writeStringField("response_id", response);
      json.writeEndObject();
    });
  }

  /** A pressed key, told likewise. */
  static String key(String digit) {
    return Wire.text(80, json -> {
      json.writeStartObject();
      json.writeStringField("type", "input_audio_buffer.dtmf_event_received");
      json.writeStringField("event", digit);
      json.writeEndObject();
    });
  }

  /** Something that was said in a session that is lost, under the id it had there. */
  private static String said(Said said) {
    boolean caller = said.side() == Side.CALLER;
    return Wire.text(192 + said.text().length(), json -> {
      json.writeStartObject();
      json.writeStringField("type", "conversation.item.create");
      json.writeObjectFieldStart("item");
      json.writeStringField("id", said.item());
      json.writeStringField("type", "message");
      json.writeStringField("role", caller ? "user" : "assistant");
      json.writeArrayFieldStart("content");
      json.writeStartObject();
      json.writeStringField("type", caller ? "input_text" : "output_text");
      json.writeStringField("text", capped(said.text(), LONGEST_NOTE));
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  /** What a new session is told of the lost one, in frames. */
  static List<String> before(Item item) {
    if (item instanceof Used used) {
      String asked = toolCall(used.call());
      return used.output() == null
          ? List.of(asked)
          : List.of(asked, toolOutput(used.call().id(), used.output()));
    }
    return List.of(said((Said) item));
  }

  private static String toolCall(ToolCall call) {
    return Wire.text(192 + call.arguments().length(), json -> {
      json.writeStartObject();
      json.writeStringField("type", "conversation.item.create");
      json.writeObjectFieldStart("item");
      json.writeStringField("type", "function_call");
      json.writeStringField("call_id", call.id());
      json.writeStringField("name", call.name());
      json.writeStringField("arguments", call.arguments());
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static String capped(String text, int longest) {
    return Wire.clean(text.length() <= longest ? text : text.substring(0, longest));
  }
}
