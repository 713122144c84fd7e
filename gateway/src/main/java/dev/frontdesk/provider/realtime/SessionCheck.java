package dev.frontdesk.provider.realtime;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a session against openai.md 2.2 before it is sent: the provider may answer 200 to a bad one and let the call die
 * (rule 8). Open lists, such as models and voices, are not judged.
 */
public final class SessionCheck {
  /** Tokens a session takes as instructions, at 4 characters each: beyond this no language fits. */
  private static final int LONGEST_INSTRUCTIONS = 65_536;

  private static final int MOST_TOOLS = 128;
  private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
  private static final Set<String> EFFORTS = Set.of("minimal", "low", "medium", "high", "xhigh");
  private static final Set<String> FIELDS = Set.of(
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
      "tracing",
      "truncation",
      "include");
  private static final Map<String, String> GONE = Map.of(
      "temperature", "is gone",
      "modalities", "is output_modalities now",
      "voice", "is audio.output.voice now",
      "input_audio_format", "is audio.input.format now",
      "output_audio_format", "is audio.output.format now",
      "input_audio_transcription", "is audio.input.transcription now",
      "turn_detection", "is audio.input.turn_detection now",
      "max_response_output_tokens", "is max_output_tokens now",
      "session", "must not wrap the session",
      "prompt", "ends on 2026-11-30");

  private final List<String> problems = new ArrayList<>();

  private SessionCheck() {}

  /** @return one message per problem, each beginning with the field; empty: fit to be sent */
  public static List<String> accept(Buffer body) {
    var check = new SessionCheck();
    try {
      JsonObject session = body.toJsonObject();
      check.session(session);
      check.need(session.getString("model") != null, "model", "is missing");
    } catch (DecodeException e) {
      check.problem("session", "is not a JSON object");
    } catch (ClassCastException e) {
      check.problem("session", "has a field of the wrong type");
    }
    return List.copyOf(check.problems);
  }

  /** The same for a {@code session.update} frame. */
  public static List<String> update(String frame) {
    var check = new SessionCheck();
    try {
      JsonObject session = new JsonObject(frame).getJsonObject("session", new JsonObject());
      check.session(session);
      check.need(!session.containsKey("model"), "model", "cannot change");
    } catch (DecodeException | ClassCastException e) {
      check.problem("session", "cannot be read");
    }
    return List.copyOf(check.problems);
  }

  private void session(JsonObject session) {
    need("realtime".equals(session.getValue("type")), "type", "must be realtime");
    for (String field : session.fieldNames()) {
      need(GONE.get(field) == null, field, Objects.requireNonNullElse(GONE.get(field), ""));
      need(FIELDS.contains(field) || GONE.containsKey(field), field, "is unknown");
    }
    String model = session.getString("model");
    String instructions = session.getString("instructions", "");
    need(
        instructions.length() <= LONGEST_INSTRUCTIONS,
        "instructions",
        "have " + instructions.length() + " characters, more than " + LONGEST_INSTRUCTIONS);
    JsonObject audio = session.getJsonObject("audio", new JsonObject());
    input(audio.getJsonObject("input", new JsonObject()));
    output(audio.getJsonObject("output", new JsonObject()));
    tools(session.getJsonArray("tools", new JsonArray()));
    reasoning(session, model);
    Object most = session.getValue("max_output_tokens");
    need(
        most == null || most.equals("inf") || within(most, 1, 4_096),
        "max_output_tokens",
        "must be 1 to 4096 or inf");
  }

  private void input(JsonObject input) {
    JsonObject transcription = input.getJsonObject("transcription");
    if (transcription != null) {
      String field = "audio.input.transcription.";
      String model = transcription.getString("model", "");
      need(!model.isBlank(), field + "model", "is missing");
      need(
          !model.equals("gpt-realtime-whisper"),
          field + "model",
          "gpt-realtime-whisper works only without turn detection");
      String language = transcription.getString("language");
      need(
          language == null || LANGUAGE.matcher(language).matches(),
          field + "language",
          "must be ISO 639-1, two letters");
    }
    JsonObject noise = input.getJsonObject("noise_reduction");
    need(
        noise == null || Set.of("near_field", "far_field").contains(noise.getString("type", "")),
        "audio.input.noise_reduction.type",
        "must be near_field or far_field");
    JsonObject turns = input.getJsonObject("turn_detection");
    if (turns != null) {
      turns(turns);
    }
  }

  private void turns(JsonObject turns) {
    String at = "audio.input.turn_detection.";
    boolean semantic = "semantic_vad".equals(turns.getString("type"));
    need(
        semantic || "server_vad".equals(turns.getString("type")),
        at + "type",
        "must be server_vad or semantic_vad");
    for (String field :
        List.of("threshold", "prefix_padding_ms", "silence_duration_ms", "idle_timeout_ms")) {
      need(!semantic || turns.getValue(field) == null, at + field, "does not go with semantic_vad");
    }
    need(optional(turns, "threshold", 0, 1), at + "threshold", "must be 0 to 1");
    need(
        optional(turns, "prefix_padding_ms", 0, 60_000),
        at + "prefix_padding_ms",
        "must not be negative");
    need(
        optional(turns, "silence_duration_ms", 0, 60_000),
        at + "silence_duration_ms",
        "must not be negative");
    need(
        optional(turns, "idle_timeout_ms", 5_000, 30_000),
        at + "idle_timeout_ms",
        "must be 5000 to 30000");
    String eagerness = turns.getString("eagerness");
    need(
        eagerness == null
            || (semantic && Set.of("low", "medium", "high", "auto").contains(eagerness)),
        at + "eagerness",
        "must be low, medium, high or auto, with semantic_vad");
  }

  private void output(JsonObject output) {
    need(optional(output, "speed", 0.25, 1.5), "audio.output.speed", "must be 0.25 to 1.5");
    Object voice = output.getValue("voice");
    boolean named = voice instanceof String name && !name.isBlank();
    boolean own =
        voice instanceof JsonObject custom && custom.getString("id", "").startsWith("voice_");
    need(voice == null || named || own, "audio.output.voice", "must be a name or {id: voice_…}");
  }

  private void tools(JsonArray tools) {
    need(tools.size() <= MOST_TOOLS, "tools", "are more than " + MOST_TOOLS);
    var names = new HashSet<String>();
    for (int i = 0; i < tools.size(); i++) {
      JsonObject tool = tools.getJsonObject(i);
      String at = "tools[" + i + "].";
      if ("function".equals(tool.getString("type"))) {
        String name = tool.getString("name", "");
        need(
            TOOL_NAME.matcher(name).matches(),
            at + "name",
            "must be 1 to 64 letters, digits, _ or -");
        need(names.add(name), at + "name", "is used twice");
        JsonObject parameters = tool.getJsonObject("parameters");
        need(
            parameters == null || "object".equals(parameters.getValue("type")),
            at + "parameters",
            "must be a JSON Schema of an object");
      } else {
        need("mcp".equals(tool.getString("type")), at + "type", "must be function or mcp");
      }
    }
  }

  private void reasoning(JsonObject session, @Nullable String model) {
    JsonObject reasoning = session.getJsonObject("reasoning");
    if (reasoning != null) {
      need(
          EFFORTS.contains(reasoning.getString("effort", "")),
          "reasoning.effort",
          "must be one of minimal to xhigh");
      need(model == null || Models.reasons(model), "reasoning", "is not for " + model);
    }
  }

  private static boolean optional(JsonObject object, String field, double least, double most) {
    Object value = object.getValue(field);
    return value == null || within(value, least, most);
  }

  private static boolean within(Object value, double least, double most) {
    return value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most;
  }

  private void need(boolean holds, String field, String problem) {
    if (!holds) {
      problem(field, problem);
    }
  }

  private void problem(String field, String problem) {
    problems.add(field + " " + problem);
  }
}
