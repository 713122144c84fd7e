package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One response of the model: its id, what it has put out, and the events that begin and end it. */
final class Response {
  private final Scene scene;
  private final String id;
  private final @Nullable JsonNode metadata;
  private final ArrayNode output = JsonNodeFactory.instance.arrayNode();

  /** @param asked the {@code response} of the response.create that asked for it; null if nobody did */
  Response(Scene scene, @Nullable JsonNode asked) {
    this.scene = scene;
    id = scene.ids.next("resp_");
    metadata = asked == null ? null : asked.get("metadata");
  }

  String id() {
    return id;
  }

  void begin() {
    ObjectNode event = scene.wire.event("response.created");
    scene.wire.send(
        event.set("response", body("in_progress").putNull("status_details").putNull("usage")));
  }

  /** An event that names this response and the place of an item in it. */
  ObjectNode event(String type, int index) {
    return scene.wire.event(type).put("response_id", id).put("output_index", index);
  }

  void added(int index, ObjectNode item) {
    scene.wire.send(event("response.output_item.added", index).set("item", item));
    scene.conversation.add(item);
  }

  void done(int index, ObjectNode item) {
    output.add(item);
    scene.wire.send(event("response.output_item.done", index).set("item", item));
    scene.conversation.done(item);
  }

  /**
   * @param status {@code completed}, {@code cancelled}, {@code incomplete} or {@code failed}
   * @param reason why it is not completed; null otherwise
   */
  void end(String status, @Nullable String reason, String words, double soundMs) {
    ObjectNode body = body(status);
    body.set("output", output);
    if (reason == null) {
      body.putNull("status_details");
    } else if (status.equals("failed")) {
      ObjectNode details = body.putObject("status_details").put("type", status);
      details
          .putObject("error")
          .put("type", "server_error")
          .put("code", reason)
          .put("message", "The model failed.");
    } else {
      body.putObject("status_details").put("type", status).put("reason", reason);
    }
    body.set("usage", scene.tokens.usage(words, soundMs));
    scene.wire.send(scene.wire.event("response.done").set("response", body));
    rateLimits();
  }

  private void rateLimits() {
    ObjectNode event = scene.wire.event("rate_limits.updated");
    event
        .putArray("rate_limits")
        .addObject()
        .put("name", "tokens")
        .put("limit", 400_000)
        .put("remaining", 399_000)
        .put("reset_seconds", 0.15);
    scene.wire.send(event);
  }

  private ObjectNode body(String status) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("object", "realtime.response").put("id", id).put("status", status);
    body.put("conversation_id", scene.session.text("/id").replace("sess_", "conv_"));
    body.putArray("output_modalities").add("audio");
    body.putArray("output");
    body.set("metadata", metadata == null ? JsonNodeFactory.instance.nullNode() : metadata);
    return body;
  }
}
