package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.call.Utterance.Hold;
import org.jspecify.annotations.Nullable;

/** The model's voice: one response at a time, one sound at a time. */
final class Voice {
  private final Scene scene;
  private final Runnable made;
  private @Nullable Utterance current;
  private @Nullable Utterance next;

  /** @param made run whenever a response is complete or cancelled */
  Voice(Scene scene, Runnable made) {
    this.scene = scene;
    this.made = made;
  }

  /** Says {@code text}, after what still sounds. */
  void say(String text, Hold hold, @Nullable JsonNode asked) {
    Utterance utterance = new Utterance(scene, asked, text, hold, made, this::sounded);
    if (current == null) {
      current = utterance;
      utterance.begin();
    } else {
      next = utterance;
    }
  }

  /** Ends a response with nothing said. */
  void fail(String status, @Nullable JsonNode asked) {
    Response response = new Response(scene, asked);
    response.begin();
    String reason = switch (status) {
      case "failed" -> "server_error";
      case "incomplete" -> "max_output_tokens";
      default -> "turn_detected";
    };
    response.end(status, reason, "", 0);
    made.run();
  }

  /** Writes {@code text} without a sound, outside the conversation. */
  void write(String text, @Nullable JsonNode asked) {
    Response response = new Response(scene, asked);
    String item = scene.ids.next("item_");
    response.begin();
    ObjectNode begun = response.event("response.output_item.added", 0);
    scene.wire.send(begun.set("item", Items.written(item, "in_progress", null)));
    for (String piece : Speech.pieces(text)) {
      scene.wire.send(content(response, "response.output_text.delta", item).put("delta", piece));
    }
    scene.wire.send(content(response, "response.output_text.done", item).put("text", text));
    ObjectNode done = response.event("response.output_item.done", 0);
    scene.wire.send(done.set("item", Items.written(item, "completed", text)));
    response.end("completed", null, text, 0);
  }

  /** Whether a response is active, as far as the provider's refusal of a second one goes. */
  boolean making() {
    return next != null || (current != null && current.making());
  }

  boolean quiet() {
    return current == null;
  }

  /** Whether something waits to be interrupted. */
  boolean held() {
    return current != null && current.held();
  }

  void cut() {
    if (current != null) {
      current.cut();
    }
  }

  /** @return false if there is nothing to cancel */
  boolean cancel() {
    if (current == null || !current.making()) {
      return false;
    }
    current.cancel();
    return true;
  }

  void clear() {
    if (current != null) {
      current.clear();
    }
  }

  private void sounded() {
    current = next;
    next = null;
    if (current != null) {
      current.begin();
    }
  }

  private static ObjectNode content(Response response, String type, String item) {
    return response.event(type, 0).put("item_id", item).put("content_index", 0);
  }
}
