package dev.frontdesk.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what the provider would not know, or would swallow, in a session configuration. */
final class SessionCheck {
  private static final Set<String> TOP = Set.of(
      "type",
      "model",
      "instructions",
      "output_modalities",
      "audio",
      "tools",
      "tool_choice",
      "parallel_tool_calls",
      "reasoning",
      "max_output_tokens",
      "prompt",
      "tracing",
      "truncation",
      "include");
  private static final Set<String> AUDIO = Set.of("input", "output");
  private static final Set<String> INPUT =
      Set.of("format", "noise_reduction", "transcription", "turn_detection");
  private static final Set<String> OUTPUT = Set.of("format", "voice", "speed");
  private static final Set<String> TRANSCRIPTION =
      Set.of("model", "language", "languages", "keywords", "prompt", "delay");
  private static final Set<String> SERVER_VAD = Set.of(
      "type",
      "threshold",
      "prefix_padding_ms",
      "silence_duration_ms",
      "idle_timeout_ms",
      "create_response",
      "interrupt_response");
  private static final Set<String> SEMANTIC_VAD =
      Set.of("type", "eagerness", "create_response", "interrupt_response");
  private static final Set<String> FUNCTION = Set.of("type", "name", "description", "parameters");
  private static final Set<String> EFFORTS = Set.of("minimal", "low", "medium", "high", "xhigh");
  private static final int MOST_OUTPUT_TOKENS = 32_000;

  private final List<String> faults = new ArrayList<>();

  private SessionCheck() {}

  /** What is wrong with the body of an accept, which needs a type and a model. */
  static List<String> accept(JsonNode config) {
    SessionCheck check = new SessionCheck();
    check.require(!config.path("model").asText().isBlank(), "'model' is missing");
    return check.session(config);
  }

  /** What is wrong with the session of a {@code session.update}. */
  static List<String> update(JsonNode session) {
    return new SessionCheck().session(session);
  }

  private List<String> session(JsonNode config) {
    require(config.path("type").asText().equals("realtime"), "'type' must be 'realtime'");
    known(config, TOP, "");
    require(textual(config.path("instructions")), "'instructions' must be a text");
    modalities(config.path("output_modalities"));
    audio(config.path("audio"));
    config.path("tools").forEach(this::tool);
    JsonNode most = config.path("max_output_tokens");
    require(
        most.isMissingNode()
            || most.asText().equals("inf")
            || (most.intValue() >= 1 && most.intValue() <= MOST_OUTPUT_TOKENS),
        "'max_output_tokens' must be 1 to " + MOST_OUTPUT_TOKENS + " or 'inf'");
    JsonNode effort = config.at("/reasoning/effort");
    require(
        effort.isMissingNode() || EFFORTS.contains(effort.asText()), "unknown 'reasoning.effort'");
    return faults;
  }

  private void modalities(JsonNode modalities) {
    require(
        modalities.isMissingNode()
            || (modalities.size() == 1
                && Set.of("audio", "text").contains(modalities.get(0).asText())),
        "'output_modalities' must be [audio] or [text]");
  }

  private void audio(JsonNode audio) {
    known(audio, AUDIO, "audio.");
    JsonNode input = audio.path("input");
    known(input, INPUT, "audio.input.");
    known(input.path("transcription"), TRANSCRIPTION, "audio.input.transcription.");
    require(
        !input.path("transcription").isObject() || input.path("transcription").has("model"),
        "'audio.input.transcription.model' is missing");
    turnDetection(input.path("turn_detection"));
    JsonNode output = audio.path("output");
    known(output, OUTPUT, "audio.output.");
    double speed = output.path("speed").asDouble(1);
    require(speed >= 0.25 && speed <= 1.5, "'audio.output.speed' must be 0.25 to 1.5");
    JsonNode voice = output.path("voice");
    require(
        textual(voice) || voice.path("id").isTextual(),
        "'audio.output.voice' must be a name or {id}");
  }

  private void turnDetection(JsonNode detection) {
    if (detection.isObject()) {
      switch (detection.path("type").asText()) {
        case "server_vad" -> known(detection, SERVER_VAD, "turn_detection.");
        case "semantic_vad" -> known(detection, SEMANTIC_VAD, "turn_detection.");
        default -> faults.add("unknown 'turn_detection.type'");
      }
    }
  }

  private void tool(JsonNode tool) {
    switch (tool.path("type").asText()) {
      case "function" -> {
        known(tool, FUNCTION, "tools[].");
        require(
            tool.path("name").asText().matches("[a-zA-Z0-9_-]{1,64}"),
            "a tool's 'name' is missing or malformed");
        require(
            tool.path("parameters").isMissingNode() || tool.path("parameters").isObject(),
            "a tool's 'parameters' must be a schema");
      }
      case "mcp" -> require(tool.has("server_label"), "an MCP tool needs 'server_label'");
      default -> faults.add("unknown 'tools[].type'");
    }
  }

  private void known(JsonNode object, Set<String> fields, String path) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> require(fields.contains(name), "unknown field '" + path + name + "'"));
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  private static boolean textual(JsonNode node) {
    return node.isMissingNode() || node.isTextual();
  }
}
