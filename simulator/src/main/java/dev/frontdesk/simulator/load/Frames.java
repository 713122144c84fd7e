package dev.frontdesk.simulator.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of a plain call, made once: in each, {@code @} stands for a number that makes its ids unique.
 */
final class Frames {
  private static final String[] WORDS =
      "We are open from nine to five on Saturday, and closed on Sunday.".split(" ", -1);
  private static final String USAGE =
      "\"usage\":{\"total_tokens\":120,\"input_tokens\":70,\"output_tokens\":50,"
          + "\"input_token_details\":{\"text_tokens\":60,\"audio_tokens\":10,\"image_tokens\":0,\"cached_tokens\":0,"
          + "\"cached_tokens_details\":{\"text_tokens\":0,\"audio_tokens\":0,\"image_tokens\":0}},"
          + "\"output_token_details\":{\"text_tokens\":10,\"audio_tokens\":40}}";

  final String[][] reply;
  final String[][] turn;
  final String[][] tool;

  Frames(int deltas, String toolName, String toolArguments) {
    reply = split(reply(deltas));
    turn = split(turn());
    tool = split(
        tool(toolName, new String(JsonStringEncoder.getInstance().quoteAsString(toolArguments))));
  }

  /** One frame with {@code number} in all its places. */
  static String fill(String[] frame, String number) {
    return String.join(number, frame);
  }

  private static List<String> reply(int deltas) {
    String said = String.join(" ", WORDS);
    String at =
        "\"response_id\":\"resp_@\",\"item_id\":\"item_r@\",\"output_index\":0,\"content_index\":0";
    String item =
        "\"id\":\"item_r@\",\"object\":\"realtime.item\",\"type\":\"message\",\"role\":\"assistant\"";
    String done = "{" + item
        + ",\"status\":\"completed\",\"content\":[{\"type\":\"output_audio\",\"transcript\":\""
        + said + "\"}]}";
    List<String> frames = new ArrayList<>();
    frames.add(created());
    String added = "{" + item + ",\"status\":\"in_progress\",\"content\":[]}";
    frames.add(event(
        "response.output_item.added",
        "\"response_id\":\"resp_@\",\"output_index\":0,\"item\":" + added));
    frames.add(event("conversation.item.added", "\"previous_item_id\":null,\"item\":" + added));
    frames.add(event(
        "response.content_part.added", at + ",\"part\":{\"type\":\"audio\",\"transcript\":\"\"}"));
    frames.add(event("output_audio_buffer.started", "\"response_id\":\"resp_@\""));
    for (int i = 0; i < deltas; i++) {
      String delta = WORDS[i % WORDS.length] + " ";
      frames.add(
          event("response.output_audio_transcript.delta", at + ",\"delta\":\"" + delta + "\""));
    }
    frames.add(
        event("response.output_audio_transcript.done", at + ",\"transcript\":\"" + said + "\""));
    frames.add(event(
        "response.output_item.done",
        "\"response_id\":\"resp_@\",\"output_index\":0,\"item\":" + done));
    frames.add(event("conversation.item.done", "\"previous_item_id\":null,\"item\":" + done));
    frames.add(finished(done));
    frames.add(event("output_audio_buffer.stopped", "\"response_id\":\"resp_@\""));
    return frames;
  }

  private static List<String> turn() {
    String item = "\"item_id\":\"item_c@\"";
    return List.of(
        event("input_audio_buffer.speech_started", "\"audio_start_ms\":1000," + item),
        event("input_audio_buffer.speech_stopped", "\"audio_end_ms\":1900," + item),
        event("input_audio_buffer.committed", item + ",\"previous_item_id\":null"),
        event(
            "conversation.item.input_audio_transcription.completed",
            item
                + ",\"content_index\":0,\"transcript\":\"What are your opening hours on Saturday?\","
                + "\"usage\":{\"type\":\"duration\",\"seconds\":2}"));
  }

  private static List<String> tool(String name, String arguments) {
    String call =
        "\"id\":\"item_f@\",\"object\":\"realtime.item\",\"type\":\"function_call\",\"name\":\""
            + name + "\",\"call_id\":\"call_@\"";
    String done = "{" + call + ",\"status\":\"completed\",\"arguments\":\"" + arguments + "\"}";
    String place = "\"response_id\":\"resp_@\",\"output_index\":0,";
    return List.of(
        created(),
        event(
            "response.output_item.added",
            place + "\"item\":{" + call + ",\"status\":\"in_progress\",\"arguments\":\"\"}"),
        event(
            "response.function_call_arguments.done",
            place
                + "\"item_id\":\"item_f@\",\"call_id\":\"call_@\",\"name\":\"" + name
                + "\",\"arguments\":\"" + arguments
                + "\""),
        event("conversation.item.added", "\"previous_item_id\":null,\"item\":" + done),
        event("conversation.item.done", "\"previous_item_id\":null,\"item\":" + done),
        event("response.output_item.done", place + "\"item\":" + done),
        finished(done));
  }

  private static String created() {
    return event(
        "response.created",
        "\"response\":{\"object\":\"realtime.response\",\"id\":\"resp_@\",\"status\":\"in_progress\",\"output\":[]}");
  }

  private static String finished(String item) {
    return event(
        "response.done",
        "\"response\":{\"object\":\"realtime.response\",\"id\":\"resp_@\",\"status\":\"completed\","
            + "\"status_details\":null,\"output\":[" + item + "]," + USAGE + "}");
  }

  private static String event(String type, String fields) {
    return "{\"type\":\"" + type + "\",\"event_id\":\"event_@\"," + fields + "}";
  }

  private static String[][] split(List<String> frames) {
    return frames.stream().map(frame -> frame.split("@", -1)).toArray(String[][]::new);
  }
}
