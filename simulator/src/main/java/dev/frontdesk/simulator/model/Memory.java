package dev.frontdesk.simulator.model;

import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.report.CallReport.Who;
import dev.frontdesk.simulator.report.Trace;
import dev.frontdesk.simulator.report.Trace.Attachment;
import dev.frontdesk.simulator.report.Trace.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one session keeps of itself, for an audit: whatever was said to its end and heard to its end, and when its socket was used. */
final class Memory {
  private final String bearer;
  private final Instant opened = Instant.now();
  private final List<Item> items = new ArrayList<>();
  private final Set<String> truncated = new HashSet<>();
  private final Map<String, ToolCall> tools = new LinkedHashMap<>();
  private final Map<String, Long> askedAt = new HashMap<>();
  private @Nullable Instant closed;
  private @Nullable Instant firstSent;
  private @Nullable Instant lastSent;

  Memory(String bearer) {
    this.bearer = bearer;
  }

  String bearer() {
    return bearer;
  }

  /** The gateway sent something other than sound. */
  void sent() {
    lastSent = Instant.now();
    if (firstSent == null) {
      firstSent = lastSent;
    }
  }

  void closed() {
    closed = Instant.now();
  }

  void said(Who who, String item, String words) {
    items.add(new Item(item, who, words, Instant.now()));
  }

  /** Only a part of that item was heard: how many of its words, nobody can tell. */
  void truncated(String item) {
    truncated.add(item);
  }

  void asked(String call, String tool, String arguments) {
    tools.put(call, new ToolCall(tool, arguments, null, null));
    askedAt.put(call, System.nanoTime());
  }

  boolean hasAsked(String call) {
    return tools.containsKey(call);
  }

  void answered(String call, String output) {
    tools.computeIfPresent(
        call, (id, asked) -> new ToolCall(asked.name(), asked.arguments(), output, tookMs(call)));
  }

  List<ToolCall> tools() {
    return List.copyOf(tools.values());
  }

  Trace trace() {
    return new Trace(
        items.stream().filter(item -> !truncated.contains(item.id())).toList(),
        List.of(new Attachment(bearer, opened, closed, firstSent, lastSent)),
        0);
  }

  private double tookMs(String call) {
    return (System.nanoTime() - askedAt.getOrDefault(call, System.nanoTime())) / 1e6;
  }
}
