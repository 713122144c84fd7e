package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.simulator.report.CallReport.ToolCall;
import dev.frontdesk.simulator.script.Step;
import dev.frontdesk.simulator.script.Step.ToolAsk;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tools the model asked for, and what became of them. */
final class ToolDesk {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACE = Pattern.compile("\\$\\{output((?:\\.[A-Za-z0-9_-]+)*)}");
  private static final double NANOS_PER_MS = 1e6;

  private record Pending(ToolAsk ask, long since) {}

  private final Scene scene;
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final Set<String> answered = new HashSet<>();
  private final Set<String> cancelled = new HashSet<>();
  private boolean awaitingContinuation;
  private JsonNode lastOutput = MissingNode.getInstance();

  ToolDesk(Scene scene) {
    this.scene = scene;
  }

  /** Sends the response that asks for one tool or several. */
  void ask(Step.Tool step, @Nullable JsonNode asked) {
    Response response = new Response(scene, asked);
    response.begin();
    int index = 0;
    for (ToolAsk ask : step.asks()) {
      ask(response, index++, ask, step.cancelled());
    }
    response.end(
        step.cancelled() ? "cancelled" : "completed",
        step.cancelled() ? "turn_detected" : null,
        "",
        0);
    awaitingContinuation = !step.cancelled();
  }

  private void ask(Response response, int index, ToolAsk ask, boolean broken) {
    String item = scene.ids.next("item_");
    String call = scene.ids.next("call_");
    response.added(index, Items.functionCall(item, "in_progress", call, ask.name(), ""));
    scene.wire.send(arguments(response, "delta", index, item, call).put("delta", ask.arguments()));
    scene.wire.send(arguments(response, "done", index, item, call)
        .put("name", ask.name())
        .put("arguments", ask.arguments()));
    String status = broken ? "incomplete" : "completed";
    response.done(index, Items.functionCall(item, status, call, ask.name(), ask.arguments()));
    scene.tokens.read(ask.arguments());
    if (broken) {
      cancelled.add(call);
    } else {
      pending.put(call, new Pending(ask, System.nanoTime()));
      scene.witness.toolAsked(ask.name(), ask.arguments());
    }
  }

  /** @return null if the output is taken, else why not */
  @Nullable
  String answer(String call, String output) {
    Pending answeredCall = pending.remove(call);
    if (answeredCall == null) {
      return cancelled.contains(call)
          ? "answered a tool call of a cancelled response"
          : answered.contains(call)
              ? "answered a tool call twice"
              : "answered a tool call nobody made";
    }
    answered.add(call);
    scene.tokens.read(output);
    lastOutput = parsed(output);
    double took = (System.nanoTime() - answeredCall.since()) / NANOS_PER_MS;
    scene.witness.toolEnded(
        new ToolCall(answeredCall.ask().name(), answeredCall.ask().arguments(), output, took));
    return null;
  }

  /** A response.create came; whether it lets the model go on after its tools. */
  boolean continued() {
    boolean continues = awaitingContinuation && pending.isEmpty();
    if (continues) {
      awaitingContinuation = false;
    }
    return continues;
  }

  boolean isAwaiting() {
    return awaitingContinuation;
  }

  /** The call is over: what is not answered never will be. */
  void close() {
    pending
        .values()
        .forEach(open -> scene.witness.toolEnded(
            new ToolCall(open.ask().name(), open.ask().arguments(), null, null)));
    pending.clear();
  }

  /** Puts fields of the last output into the places a text leaves for them. */
  String fill(String text) {
    return PLACE.matcher(text).replaceAll(match -> {
      JsonNode value = lastOutput.at(match.group(1).replace('.', '/'));
      String shown = value.isMissingNode()
          ? "nothing"
          : value.isValueNode() ? value.asText() : value.toString();
      return java.util.regex.Matcher.quoteReplacement(shown);
    });
  }

  private ObjectNode arguments(
      Response response, String kind, int index, String item, String call) {
    return response
        .event("response.function_call_arguments." + kind, index)
        .put("item_id", item)
        .put("call_id", call);
  }

  private static JsonNode parsed(String output) {
    try {
      return JSON.readTree(output);
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }
}
