package dev.frontdesk.simulator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.carrier.stream.Marker;
import dev.frontdesk.simulator.provider.Sideband;
import dev.frontdesk.simulator.report.CallReport.Who;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One session of the model from its dial to its end: what the gateway sends, checked and answered. */
public final class ModelSession {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String APPEND = "{\"type\":\"input_audio_buffer.append\"";
  private static final String AUDIO = "\"audio\":\"";
  private static final String FORMAT = "audio/pcmu";

  private final String id;
  private final String model;
  private final Sideband socket;
  private final ModelOptions options;
  private final VoiceActivity ears = new VoiceActivity();
  private final Speaking mouth;
  private final List<Marker> heard = new ArrayList<>();
  private final List<ModelReport.Truncate> truncates = new ArrayList<>();
  private final List<String> toolOutputs = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, JsonNode> put = new HashMap<>();
  private final ObjectNode config = JSON.createObjectNode();
  private final Memory memory;
  private Brain brain;
  private long appends;
  private int speeches;
  private int events;
  private boolean configured;

  /** The last item of the gateway's. */
  private @Nullable String last;

  ModelSession(
      String id, String model, int speaker, Sideband socket, ModelOptions options, Later later) {
    this.id = id;
    this.model = model;
    this.socket = socket;
    this.options = options;
    brain = options.brain();
    memory = new Memory(socket.bearer());
    mouth = new Speaking(id, speaker, socket, options, this::brain, memory, later);
    config.put("type", "realtime").put("object", "realtime.session").put("id", "sess_" + id);
    config.put("model", model);
    socket.onText(this::received);
    socket.onEnd(this::ended);
    send("session.created", "\"session\":" + config);
  }

  /** Runs something later, on the same event loop. */
  interface Later {
    void after(long ms, Runnable action);
  }

  Brain brain() {
    return brain;
  }

  private void ended() {
    memory.closed();
    mouth.stop();
  }

  /** The session so far; to be called on its event loop. */
  ModelReport seen() {
    return new ModelReport(
        id,
        model,
        config.toString(),
        appends,
        ears.heardMs(),
        heard,
        mouth.said(),
        mouth.soundMs(),
        speeches,
        mouth.cancelled(),
        truncates,
        toolOutputs,
        texts,
        violations,
        memory.tools(),
        memory.trace(),
        socket.isOpen());
  }

  /** Ends the session; 0 for a connection that is just gone. */
  void drop(int code) {
    mouth.stop();
    if (code == 0) {
      socket.terminate();
    } else {
      socket.close(code, "dropped on order");
    }
  }

  private void received(String text) {
    // Fifty of these a second come on each stream: no JSON tree.
    int from = text.startsWith(APPEND) ? text.indexOf(AUDIO, APPEND.length()) : -1;
    int to = from < 0 ? -1 : text.indexOf('"', from + AUDIO.length());
    if (to > from + AUDIO.length() + 1) {
      append(text, from + AUDIO.length(), to);
      return;
    }
    memory.sent();
    try {
      dispatch(JSON.readTree(text));
    } catch (JsonProcessingException notJson) {
      refuse("invalid_json", "sent what is not JSON");
    }
  }

  private void append(String text, int from, int to) {
    appends++;
    if (!configured) {
      violated("audio before session.updated with " + FORMAT);
    }
    if (options.recording() && text.charAt(from) != '/') {
      keep(text.substring(from, to));
    }
    switch (ears.hears(text, from, to)) {
      case STARTED -> started();
      case STOPPED -> stopped();
      case NONE -> {}
    }
  }

  private void keep(String base64) {
    byte[] audio;
    try {
      audio = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      refuse("invalid_value", "audio that is not base64");
      return;
    }
    for (int at = 0; at < audio.length; at += Marker.BYTES) {
      Marker.at(audio, at).ifPresent(heard::add);
    }
  }

  private void started() {
    speeches++;
    String item = "item_" + id + "_u" + speeches;
    send(
        "input_audio_buffer.speech_started",
        "\"audio_start_ms\":" + ears.startedMs() + ",\"item_id\":\"" + item + "\"");
    if (turns().path("interrupt_response").asBoolean(true)) {
      mouth.interrupted();
    }
  }

  private void stopped() {
    String item = "item_" + id + "_u" + speeches;
    String of = "\"item_id\":\"" + item + "\"";
    send("input_audio_buffer.speech_stopped", "\"audio_end_ms\":" + ears.endedMs() + "," + of);
    send("input_audio_buffer.committed", of + ",\"previous_item_id\":null");
    String words = brain.hears(speeches);
    String body = "{\"id\":\"" + item
        + "\",\"object\":\"realtime.item\",\"type\":\"message\",\"role\":\"user\",\"status\":\"completed\","
        + "\"content\":[{\"type\":\"input_audio\",\"transcript\":null}]}";
    send("conversation.item.added", "\"previous_item_id\":null,\"item\":" + body);
    send("conversation.item.done", "\"previous_item_id\":null,\"item\":" + body);
    if (config.at("/audio/input/transcription").isObject()) {
      String to = of + ",\"content_index\":0,";
      String kind = "conversation.item.input_audio_transcription.";
      send(kind + "delta", to + "\"delta\":" + Utterance.quoted(words));
      send(
          kind + "completed",
          to + "\"transcript\":" + Utterance.quoted(words)
              + ",\"usage\":{\"type\":\"duration\",\"seconds\":1}");
      memory.said(Who.CALLER, item, words);
    }
    if (turns().path("create_response").asBoolean(true)) {
      mouth.turn("", null, "null");
    }
  }

  private void dispatch(JsonNode event) {
    String type = event.path("type").asText();
    switch (type) {
      case "session.update" -> update(event.path("session"));
      case "response.create" -> create(event.path("response"));
      case "response.cancel" -> {
        if (!mouth.cancel("client_cancelled")) {
          error("response_cancel_not_active", "Cancellation failed: no active response found.");
        }
      }
      case "conversation.item.create" -> item(event.path("item"));
      case "conversation.item.retrieve" -> retrieve(event.path("item_id").asText());
      case "conversation.item.truncate" -> truncate(event);
      case "conversation.item.delete" ->
        send("conversation.item.deleted", "\"item_id\":" + event.path("item_id"));
      case "input_audio_buffer.clear" -> send("input_audio_buffer.cleared", "\"of\":null");
      case "input_audio_buffer.append" -> appendUnusual(event.path("audio").asText());
      default -> refuse("invalid_value", "sent an unknown client event '" + type + "'");
    }
  }

  private void appendUnusual(String audio) {
    if (audio.length() < 2) {
      refuse("invalid_value", "input_audio_buffer.append without audio");
    } else {
      append(audio, 0, audio.length());
    }
  }

  private void update(JsonNode session) {
    if (!(session instanceof ObjectNode given)
        || !session.path("type").asText().equals("realtime")) {
      refuse("missing_required_parameter", "session.update without session.type 'realtime'");
      return;
    }
    merge(config, given);
    for (String side : List.of("input", "output")) {
      JsonNode format = config.at("/audio/" + side + "/format");
      if (!format.path("type").asText().equals(FORMAT) || format.size() != 1) {
        violated("the " + side + " format is " + format + " in place of " + FORMAT);
      }
    }
    ears.patience(turns().path("silence_duration_ms").asInt(500));
    if (!configured) {
      brain = brain.in(config.path("instructions").asText(), memory.bearer());
    }
    configured = true;
    send("session.updated", "\"session\":" + config);
  }

  private void create(JsonNode response) {
    if (mouth.isMaking()) {
      error(
          "conversation_already_has_active_response",
          "Conversation already has an active response in progress.");
    } else {
      mouth.turn(
          response.path("instructions").asText(""),
          toolOutputs.isEmpty() ? null : toolOutputs.get(toolOutputs.size() - 1),
          response.path("metadata").isObject() ? response.path("metadata").toString() : "null");
    }
  }

  private void item(JsonNode given) {
    if (!(given instanceof ObjectNode item)) {
      refuse("missing_required_parameter", "conversation.item.create without an item");
      return;
    }
    switch (item.path("type").asText()) {
      case "function_call_output" -> {
        String call = item.path("call_id").asText();
        if (!told.contains(call) && !memory.hasAsked(call)) {
          refuse("invalid_tool_call_id", "a function_call_output for the unknown call " + call);
          return;
        }
        toolOutputs.add(item.path("output").asText());
        memory.answered(call, item.path("output").asText());
      }
      case "function_call" -> {
        told.add(item.path("call_id").asText());
        brain.asked(item.path("name").asText());
      }
      case "message" ->
        item.path("content").forEach(part -> texts.add(part.path("text").asText()));
      default -> {}
    }
    if (!item.has("id")) {
      item.put("id", "item_" + id + "_c" + ++events);
    }
    item.put("object", "realtime.item").put("status", "completed");
    String place = "\"previous_item_id\":" + (last == null ? null : Utterance.quoted(last));
    last = item.path("id").asText();
    put.put(last, item);
    send("conversation.item.added", place + ",\"item\":" + item);
    send("conversation.item.done", place + ",\"item\":" + item);
  }

  /** What another session had, this one does not know; that is no breach. */
  private void retrieve(String item) {
    JsonNode known = put.get(item);
    if (known == null) {
      error("item_retrieve_invalid_item_id", "Error retrieving item: the item does not exist.");
    } else {
      send("conversation.item.retrieved", "\"item\":" + known);
    }
  }

  private void truncate(JsonNode event) {
    String item = event.path("item_id").asText();
    int length = mouth.lengthMs(item);
    int end = event.path("audio_end_ms").asInt(-1);
    boolean taken = length >= 0 && end >= 0 && end <= length;
    truncates.add(new ModelReport.Truncate(item, end, Math.max(0, length), taken));
    if (taken) {
      memory.truncated(item);
      send(
          "conversation.item.truncated",
          "\"item_id\":\"" + item + "\",\"content_index\":0,\"audio_end_ms\":" + end);
    } else if (length < 0) {
      refuse("invalid_value", "conversation.item.truncate of no item of the agent");
    } else {
      refuse(
          "invalid_value",
          "Audio content of " + length + "ms is already shorter than " + end + "ms");
    }
  }

  private JsonNode turns() {
    return config.at("/audio/input/turn_detection");
  }

  private void violated(String what) {
    if (!violations.contains(what)) {
      violations.add(what);
    }
  }

  private void refuse(String code, String what) {
    violated(what);
    error(code, "Invalid request: " + what + ".");
  }

  private void error(String code, String message) {
    send(
        "error",
        "\"error\":{\"type\":\"invalid_request_error\",\"code\":\"" + code + "\",\"message\":"
            + Utterance.quoted(message) + ",\"param\":null,\"event_id\":null}");
  }

  private void send(String type, String fields) {
    socket.send("{\"type\":\"" + type + "\",\"event_id\":\"event_" + id + "_" + ++events + "\","
        + fields + "}");
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties().forEach(field -> {
      if (field.getValue() instanceof ObjectNode deeper
          && into.get(field.getKey()) instanceof ObjectNode kept) {
        merge(kept, deeper);
      } else {
        into.set(field.getKey(), field.getValue());
      }
    });
  }
}
