package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The shapes of conversation items. */
final class Items {
  private Items() {}

  /** @param transcript null while nothing is said yet */
  static ObjectNode agent(String id, String status, @Nullable String transcript) {
    ObjectNode item = message(id, status, "assistant");
    if (transcript != null) {
      item.withArray("content")
          .addObject()
          .put("type", "output_audio")
          .put("transcript", transcript);
    }
    return item;
  }

  static ObjectNode written(String id, String status, @Nullable String text) {
    ObjectNode item = message(id, status, "assistant");
    if (text != null) {
      item.withArray("content").addObject().put("type", "output_text").put("text", text);
    }
    return item;
  }

  /** @param transcript null as long as the provider has not transcribed it */
  static ObjectNode caller(String id, @Nullable String transcript) {
    ObjectNode item = message(id, "completed", "user");
    item.withArray("content").addObject().put("type", "input_audio").put("transcript", transcript);
    return item;
  }

  static ObjectNode functionCall(
      String id, String status, String callId, String name, String arguments) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("object", "realtime.item")
        .put("type", "function_call")
        .put("status", status)
        .put("name", name)
        .put("call_id", callId)
        .put("arguments", arguments);
  }

  private static ObjectNode message(String id, String status, String role) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("id", id)
        .put("object", "realtime.item")
        .put("type", "message")
        .put("status", status)
        .put("role", role);
    item.putArray("content");
    return item;
  }
}
