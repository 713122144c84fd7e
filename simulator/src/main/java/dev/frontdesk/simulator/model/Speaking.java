package dev.frontdesk.simulator.model;

import dev.frontdesk.simulator.model.ModelSession.Later;
import dev.frontdesk.simulator.provider.Sideband;
import dev.frontdesk.simulator.report.CallReport.Who;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The responses of one session, one at a time. */
final class Speaking {
  private static final String USAGE = "\"usage\":{\"total_tokens\":20,\"input_tokens\":10,"
      + "\"output_tokens\":10,\"input_token_details\":{\"text_tokens\":5,\"audio_tokens\":5,"
      + "\"image_tokens\":0,\"cached_tokens\":0,\"cached_tokens_details\":{\"text_tokens\":0,"
      + "\"audio_tokens\":0,\"image_tokens\":0}},"
      + "\"output_token_details\":{\"text_tokens\":5,\"audio_tokens\":5}}";

  private final String id;
  private final int speaker;
  private final Sideband socket;
  private final ModelOptions options;
  private final Supplier<Brain> brain;
  private final Memory memory;
  private final Later later;
  private final List<String> said = new ArrayList<>();
  private final Map<String, Integer> lengths = new HashMap<>();
  private @Nullable Utterance making;
  private int turns;
  private int frames;
  private int cancelled;
  private int events;
  private long soundMs;
  private boolean stopped;

  Speaking(
      String id,
      int speaker,
      Sideband socket,
      ModelOptions options,
      Supplier<Brain> brain,
      Memory memory,
      Later later) {
    this.id = id;
    this.speaker = speaker;
    this.socket = socket;
    this.options = options;
    this.brain = brain;
    this.memory = memory;
    this.later = later;
  }

  boolean isMaking() {
    return making != null;
  }

  List<String> said() {
    return said;
  }

  long soundMs() {
    return soundMs;
  }

  int cancelled() {
    return cancelled;
  }

  /** How long an item sounds; -1 if it is none of the agent's. */
  int lengthMs(String item) {
    return lengths.getOrDefault(item, -1);
  }

  void stop() {
    stopped = true;
    making = null;
  }

  /**
   * It is the model's turn; nothing if it is speaking already.
   *
   * @param metadata of the request, JSON, given back with the response; {@code null} if nobody asked
   */
  void turn(String instructions, @Nullable String toolOutput, String metadata) {
    if (making != null || stopped) {
      return;
    }
    int number = ++turns;
    Brain.Doing doing = brain.get().next(new Brain.Turn(number, instructions, toolOutput));
    String response = "resp_" + id + "_" + number;
    var utterance = new Utterance(response, "item_" + id + "_" + number, doing, speaker, metadata);
    making = utterance;
    send("response.created", "\"response\":" + body(utterance, "in_progress", null, ""));
    if (doing.failure() != null) {
      fail(utterance, doing.failure());
    } else if (doing.tool() == null) {
      speak(utterance);
    } else {
      ask(utterance, doing.tool());
    }
  }

  void interrupted() {
    cancel("turn_detected");
  }

  /** @return false if there is nothing to cancel */
  boolean cancel(String reason) {
    Utterance cut = making;
    if (cut == null) {
      return false;
    }
    making = null;
    cancelled++;
    send("response.done", "\"response\":" + body(cut, "cancelled", reason, ""));
    return true;
  }

  private void fail(Utterance utterance, String code) {
    making = null;
    String error = "{\"type\":\"failed\",\"error\":{\"type\":\"server_error\",\"code\":"
        + Utterance.quoted(code) + ",\"message\":\"The model failed.\"}}";
    send("response.done", "\"response\":" + ended(utterance, "failed", error, ""));
  }

  private void speak(Utterance utterance) {
    String words = words(utterance);
    said.add(words);
    lengths.put(utterance.item(), 0);
    String item = item(utterance, "in_progress", "");
    send("response.output_item.added", utterance.place() + ",\"item\":" + item);
    send("conversation.item.added", "\"previous_item_id\":null,\"item\":" + item);
    String part = place(utterance) + ",\"part\":{\"type\":\"audio\",\"transcript\":\"\"}";
    send("response.content_part.added", part);
    send(
        "response.output_audio_transcript.delta",
        place(utterance) + ",\"delta\":" + Utterance.quoted(words));
    sound(utterance);
  }

  private void sound(Utterance utterance) {
    if (making != utterance) {
      return;
    }
    int before = utterance.sentMs();
    socket.send(utterance.delta((int) options.delta().toMillis(), frames));
    int sent = utterance.sentMs() - before;
    frames += sent / 20;
    soundMs += sent;
    lengths.put(utterance.item(), utterance.sentMs());
    if (utterance.isWhole()) {
      whole(utterance);
    } else {
      later.after(Math.max(1, Math.round(sent / options.speed())), () -> sound(utterance));
    }
  }

  private void whole(Utterance utterance) {
    making = null;
    memory.said(Who.AGENT, utterance.item(), words(utterance));
    String words = Utterance.quoted(words(utterance));
    String content = ",\"content\":[{\"type\":\"output_audio\",\"transcript\":" + words + "}]";
    String item = item(utterance, "completed", content);
    send("response.output_audio.done", place(utterance));
    send("response.output_audio_transcript.done", place(utterance) + ",\"transcript\":" + words);
    send("response.output_item.done", utterance.place() + ",\"item\":" + item);
    send("conversation.item.done", "\"previous_item_id\":null,\"item\":" + item);
    send("response.done", "\"response\":" + body(utterance, "completed", null, item));
  }

  private void ask(Utterance utterance, String tool) {
    making = null;
    String call = "{\"id\":\"" + utterance.item()
        + "\",\"object\":\"realtime.item\",\"type\":\"function_call\",\"status\":\"completed\",\"name\":\""
        + tool + "\",\"call_id\":\"call_" + id + "_" + turns + "\",\"arguments\":";
    String empty = call + "\"\"}";
    String arguments = Utterance.quoted(utterance.doing().arguments());
    String done = call + arguments + "}";
    memory.asked("call_" + id + "_" + turns, tool, utterance.doing().arguments());
    send("response.output_item.added", utterance.place() + ",\"item\":" + empty);
    send("conversation.item.added", "\"previous_item_id\":null,\"item\":" + done);
    send(
        "response.function_call_arguments.done",
        utterance.place() + ",\"item_id\":\"" + utterance.item() + "\",\"call_id\":\"call_" + id
            + "_" + turns + "\",\"name\":\"" + tool + "\",\"arguments\":" + arguments);
    send("response.output_item.done", utterance.place() + ",\"item\":" + done);
    send("conversation.item.done", "\"previous_item_id\":null,\"item\":" + done);
    send("response.done", "\"response\":" + body(utterance, "completed", null, done));
  }

  private static String words(Utterance utterance) {
    String words = utterance.doing().words();
    return words == null ? "" : words;
  }

  private static String place(Utterance utterance) {
    return utterance.place() + ",\"item_id\":\"" + utterance.item() + "\",\"content_index\":0";
  }

  private static String item(Utterance utterance, String status, String content) {
    return "{\"id\":\"" + utterance.item()
        + "\",\"object\":\"realtime.item\",\"type\":\"message\",\"role\":\"assistant\",\"status\":\""
        + status + "\"" + (content.isEmpty() ? ",\"content\":[]" : content) + "}";
  }

  private static String body(
      Utterance utterance, String status, @Nullable String reason, String output) {
    String details =
        reason == null ? "null" : "{\"type\":\"" + status + "\",\"reason\":\"" + reason + "\"}";
    return ended(utterance, status, details, output);
  }

  private static String ended(Utterance utterance, String status, String details, String output) {
    return "{\"object\":\"realtime.response\",\"id\":\"" + utterance.response()
        + "\",\"status\":\"" + status + "\",\"status_details\":" + details + ",\"output\":["
        + output + "],\"metadata\":" + utterance.metadata() + ","
        + (status.equals("in_progress") ? "\"usage\":null" : USAGE) + "}";
  }

  private void send(String type, String fields) {
    socket.send("{\"type\":\"" + type + "\",\"event_id\":\"event_" + id + "_s" + ++events + "\","
        + fields + "}");
  }
}
