package dev.frontdesk.simulator.model;

import dev.frontdesk.simulator.carrier.stream.Marker;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.Trace;
import java.util.List;

/**
 * One session, as it stands.
 *
 * @param config the session as it was last set, JSON
 * @param appends messages with the caller's audio
 * @param heardMs of audio, silence and speech
 * @param heard the markers in it; empty where none are kept
 * @param said the words of each response, also of those that were cut
 * @param soundMs what was sent of the sound of all responses
 * @param truncates in order
 * @param toolOutputs in order
 * @param texts of messages that the gateway put into the conversation
 * @param violations what the gateway sent that the protocol does not know
 * @param tools what the model asked for in this session
 * @param trace what was said to its end, and one sideband: that of the session
 */
public record ModelReport(
    String id,
    String model,
    String config,
    long appends,
    long heardMs,
    List<Marker> heard,
    List<String> said,
    long soundMs,
    int speeches,
    int cancelled,
    List<Truncate> truncates,
    List<String> toolOutputs,
    List<String> texts,
    List<String> violations,
    List<ToolCall> tools,
    Trace trace,
    boolean open) {
  public ModelReport {
    heard = List.copyOf(heard);
    said = List.copyOf(said);
    truncates = List.copyOf(truncates);
    toolOutputs = List.copyOf(toolOutputs);
    texts = List.copyOf(texts);
    violations = List.copyOf(violations);
    tools = List.copyOf(tools);
  }

  /**
   * @param lengthMs of the item's sound
   * @param taken whether it was not refused
   */
  public record Truncate(String item, int audioEndMs, int lengthMs, boolean taken) {}
}
