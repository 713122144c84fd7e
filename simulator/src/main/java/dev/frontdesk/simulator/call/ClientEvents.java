package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.script.Misbehaviour.Recall;
import org.jspecify.annotations.Nullable;

/** What the gateway sends on a sideband, checked as strictly as the provider would, and answered. */
final class ClientEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scene scene;
  private final Voice voice;
  private final ToolDesk tools;
  private final Director director;

  ClientEvents(Scene scene, Voice voice, ToolDesk tools, Director director) {
    this.scene = scene;
    this.voice = voice;
    this.tools = tools;
    this.director = director;
  }

  void received(String text) {
    try {
      JsonNode event = JSON.readTree(text);
      dispatch(event, event.path("event_id").asText(null));
    } catch (JsonProcessingException notJson) {
      refuse("invalid_json", "sent what is not JSON", null);
    }
    scene.waits.check();
  }

  private void dispatch(JsonNode event, @Nullable String eventId) {
    String type = event.path("type").asText();
    switch (type) {
      case "session.update" -> update(event.path("session"), eventId);
      case "response.create" -> create(event.path("response"), eventId);
      case "response.cancel" -> {
        if (!voice.cancel()) {
          scene.wire.error(
              "response_cancel_not_active",
              "Cancellation failed: no active response found.",
              eventId);
        }
      }
      case "output_audio_buffer.clear" -> voice.clear();
      case "conversation.item.create" -> item(event, eventId);
      case "conversation.item.retrieve" -> retrieve(event.path("item_id").asText(), eventId);
      case "conversation.item.delete" -> delete(event.path("item_id").asText(), eventId);
      case "conversation.item.truncate" -> truncate(event, eventId);
      case "input_audio_buffer.append", "input_audio_buffer.commit", "input_audio_buffer.clear" ->
        refuse(
            "invalid_value",
            "sent " + type + " although the audio does not pass through the sideband",
            eventId);
      default -> refuse("invalid_value", "sent an unknown client event '" + type + "'", eventId);
    }
  }

  private void update(JsonNode session, @Nullable String eventId) {
    if (!session.path("type").asText().equals("realtime")) {
      scene.witness.violated("session.update without session.type 'realtime'");
      scene.wire.error(
          "missing_required_parameter", "Missing required parameter: 'session.type'.", eventId);
      return;
    }
    SessionCheck.update(session)
        .forEach(fault -> scene.witness.violated("session.update: " + fault));
    String model = scene.session.text("/model");
    if (!session.path("model").asText(model).equals(model)) {
      refuse("invalid_value", "session.update: the model cannot change during a call", eventId);
      return;
    }
    scene.session.update((ObjectNode) session);
    scene.wire.send(scene.wire.event("session.updated").set("session", scene.session.config()));
  }

  private void create(JsonNode response, @Nullable String eventId) {
    if (response.path("conversation").asText().equals("none")) {
      String told = Speech.quoted(response.path("instructions").asText());
      voice.write(told == null ? "The caller asked for help and was helped." : told, response);
    } else {
      director.asked(response, eventId);
    }
  }

  private void item(JsonNode event, @Nullable String eventId) {
    if (!(event.get("item") instanceof ObjectNode given)) {
      refuse("missing_required_parameter", "conversation.item.create without an item", eventId);
      return;
    }
    ObjectNode item = given.deepCopy();
    switch (item.path("type").asText()) {
      case "function_call_output" -> output(item, event, eventId);
      case "message" -> message(item, event, eventId);
      case "function_call", "mcp_approval_response" -> keep(item, event, eventId);
      default -> refuse("invalid_value", "created an item of unknown type", eventId);
    }
  }

  private void output(ObjectNode item, JsonNode event, @Nullable String eventId) {
    if (!item.path("output").isTextual()) {
      refuse("invalid_type", "a function_call_output must be a text", eventId);
      return;
    }
    String fault =
        tools.answer(item.path("call_id").asText(), item.path("output").asText());
    if (fault == null) {
      keep(item, event, eventId);
    } else {
      refuse("invalid_tool_call_id", fault, eventId);
    }
  }

  private void message(ObjectNode item, JsonNode event, @Nullable String eventId) {
    String role = item.path("role").asText();
    StringBuilder words = new StringBuilder();
    for (JsonNode part : item.path("content")) {
      boolean agent = role.equals("assistant");
      String type = part.path("type").asText();
      if (!type.startsWith(agent ? "output_" : "input_")) {
        refuse(
            "invalid_value",
            "a message of the " + role + " with content of type '" + type + "'",
            eventId);
        return;
      }
      words.append(part.path("text").asText());
    }
    if (role.equals("system")) {
      director.noted(words.toString());
    }
    scene.tokens.read(words.toString());
    keep(item, event, eventId);
  }

  private void keep(ObjectNode item, JsonNode event, @Nullable String eventId) {
    if (!item.has("id")) {
      item.put("id", scene.ids.next("item_"));
    }
    item.put("object", "realtime.item").put("status", "completed");
    if (scene.conversation.addAfter(event.path("previous_item_id").asText(null), item)) {
      scene.conversation.done(item);
    } else {
      refuse("invalid_value", "conversation.item.create after an item that is not there", eventId);
    }
  }

  private void retrieve(String id, @Nullable String eventId) {
    ObjectNode item = scene.conversation.find(id);
    Recall recall = scene.script.misbehaviour().recall();
    if (recall == Recall.SILENT) {
      scene.witness.misbehaved("a retrieve without an answer");
    } else if (item == null || recall == Recall.NOT_FOUND) {
      scene.wire.error(
          "item_retrieve_invalid_item_id",
          "Error retrieving item: the item does not exist.",
          eventId);
    } else {
      ObjectNode event = scene.wire.event("conversation.item.retrieved");
      if (recall == Recall.COMPLETE) {
        event.put("previous_item_id", scene.conversation.before(id));
      }
      scene.wire.send(event.set("item", item));
    }
  }

  private void delete(String id, @Nullable String eventId) {
    if (scene.conversation.remove(id)) {
      scene.wire.send(scene.wire.event("conversation.item.deleted").put("item_id", id));
    } else {
      scene.wire.error(
          "item_delete_invalid_item_id", "Error deleting item: the item does not exist.", eventId);
    }
  }

  private void truncate(JsonNode event, @Nullable String eventId) {
    String id = event.path("item_id").asText();
    if (scene.conversation.find(id) == null || !event.path("audio_end_ms").isNumber()) {
      refuse(
          "invalid_value",
          "conversation.item.truncate of no item, or without audio_end_ms",
          eventId);
      return;
    }
    scene.wire.send(scene
        .wire
        .event("conversation.item.truncated")
        .put("item_id", id)
        .put("content_index", 0)
        .put("audio_end_ms", event.path("audio_end_ms").asInt()));
  }

  private void refuse(String code, String fault, @Nullable String eventId) {
    scene.witness.violated(fault);
    scene.wire.error(code, "Invalid request: " + fault + ".", eventId);
  }
}
