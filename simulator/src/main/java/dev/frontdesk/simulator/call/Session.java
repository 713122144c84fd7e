package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The configuration in force: the accept body, then every sparse update. */
final class Session {
  private final ObjectNode config = JsonNodeFactory.instance.objectNode();

  Session(Ids ids) {
    config.put("object", "realtime.session").put("id", ids.next("sess_"));
  }

  void update(ObjectNode sparse) {
    merge(config, sparse);
  }

  ObjectNode config() {
    return config.deepCopy();
  }

  String text(String pointer) {
    return config.at(pointer).asText("");
  }

  /** Off means that there is no transcript of the caller at all. */
  boolean transcribes() {
    return config.at("/audio/input/transcription").isObject();
  }

  /** Whether the end of the caller's turn alone makes the model answer. */
  boolean answersTurns() {
    JsonNode detection = config.at("/audio/input/turn_detection");
    return !detection.isNull() && detection.path("create_response").asBoolean(true);
  }

  /** Whether the caller's voice cuts the agent's. */
  boolean interruptible() {
    JsonNode detection = config.at("/audio/input/turn_detection");
    return !detection.isNull() && detection.path("interrupt_response").asBoolean(true);
  }

  private static void merge(ObjectNode into, ObjectNode sparse) {
    sparse.properties().forEach(field -> {
      JsonNode known = into.get(field.getKey());
      boolean both = known instanceof ObjectNode && field.getValue() instanceof ObjectNode;
      if (both && !field.getKey().equals("turn_detection")) {
        merge((ObjectNode) known, (ObjectNode) field.getValue());
      } else {
        into.set(field.getKey(), field.getValue().deepCopy());
      }
    });
  }
}
