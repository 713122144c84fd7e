package dev.frontdesk.provider.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TurnDetection;
import dev.frontdesk.model.TurnDetection.Eagerness;
import dev.frontdesk.model.TurnDetection.Kind;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.model.VoiceSettings.NoiseReduction;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionConfigTest {
  private static final ToolSpec TOOL = new ToolSpec(
      "end_call", "Ends it.", Map.of("type", "object", "properties", new LinkedHashMap<>()));
  private static final VoiceSettings PLAIN = VoiceSettings.DEFAULTS;

  @Test
  void acceptsWithWhatCannotWaitAndNothingElse() {
    var config = SessionConfig.of(PLAIN, PLAIN, "Be \"kind\".\n\uD83D\uDE00", List.of(TOOL));
    var expected = new JsonObject("""
        {"type": "realtime", "model": "gpt-realtime-2.1", "instructions": "Be \\"kind\\".\\n😀",
         "audio": {"input": {"transcription": {"model": "gpt-transcribe"}}, "output": {"voice": "marin"}},
         "tools": [{"type": "function", "name": "end_call", "description": "Ends it.",
                    "parameters": {"type": "object", "properties": {}}}],
         "tool_choice": "auto"}""");
    assertEquals(
        expected.getMap().keySet(), config.accept().toJsonObject().getMap().keySet());
    assertEquals(expected, config.accept().toJsonObject());
  }

  @Test
  void tunesTheRestAfterwards() {
    var turns = new TurnDetection(Kind.SERVER, 0.6, 200, 700, 8_000, null, false);
    var voice = new VoiceSettings(
        "gpt-realtime-2.1",
        "cedar",
        1.1,
        turns,
        NoiseReduction.FAR_FIELD,
        "gpt-transcribe",
        "sk",
        "low",
        800);
    var config = SessionConfig.of(voice, PLAIN, "x", List.of());
    var expected = new JsonObject("""
        {"type": "session.update", "session": {"type": "realtime",
         "audio": {"input": {"transcription": {"model": "gpt-transcribe", "language": "sk"},
                             "turn_detection": {"type": "server_vad", "threshold": 0.6, "prefix_padding_ms": 200,
                               "silence_duration_ms": 700, "idle_timeout_ms": 8000, "create_response": true,
                               "interrupt_response": false},
                             "noise_reduction": {"type": "far_field"}},
                   "output": {"speed": 1.1}},
         "reasoning": {"effort": "low"}, "max_output_tokens": 800}}""");
    assertEquals(expected, new JsonObject(config.tuning()));
    assertEquals(List.of(), SessionCheck.update(config.tuning()));
    assertEquals(List.of(), SessionCheck.update(config.resumed()));
    assertEquals(List.of(), SessionCheck.accept(config.accept()));
  }

  @Test
  void sendsNoReasoningToAModelThatDoesNotReason() {
    var voice =
        new VoiceSettings("gpt-realtime-1.5", null, null, null, null, null, null, "low", null);
    assertTrue(!SessionConfig.of(voice, PLAIN, "x", List.of()).tuning().contains("reasoning"));
  }

  @Test
  void takesTheInstallationsSettingsWhereTheTenantHasNone() {
    var installation = new VoiceSettings(
        "gpt-realtime-2.1-mini",
        "ash",
        null,
        new TurnDetection(Kind.SEMANTIC, null, null, null, null, Eagerness.LOW, true),
        NoiseReduction.OFF,
        null,
        null,
        null,
        null);
    var tenant = new VoiceSettings(null, "sage", null, null, null, null, null, null, null);
    var config = SessionConfig.of(tenant, installation, "x", List.of());
    JsonObject accept = config.accept().toJsonObject();
    assertEquals("gpt-realtime-2.1-mini", accept.getString("model"));
    assertEquals("sage", accept.getJsonObject("audio").getJsonObject("output").getString("voice"));
    JsonObject input = new JsonObject(config.tuning())
        .getJsonObject("session")
        .getJsonObject("audio")
        .getJsonObject("input");
    assertEquals("low", input.getJsonObject("turn_detection").getString("eagerness"));
    assertTrue(
        input.containsKey("noise_reduction") && input.getValue("noise_reduction") == null,
        input.encode());
  }

  @Test
  void resumesWithoutWhatCannotChange() {
    JsonObject session = new JsonObject(
            SessionConfig.of(PLAIN, PLAIN, "x", List.of(TOOL)).resumed())
        .getJsonObject("session");
    assertTrue(
        !session.containsKey("model") && !session.encode().contains("voice"), session.encode());
    assertEquals("x", session.getString("instructions"));
    assertEquals(1, session.getJsonArray("tools").size());
  }

  @Test
  void hashesTheSameForTheSameAndDifferentlyForAnything() {
    String hash = SessionConfig.of(PLAIN, PLAIN, "x", List.of(TOOL)).hash();
    assertEquals(64, hash.length());
    assertEquals(hash, SessionConfig.of(PLAIN, PLAIN, "x", List.of(TOOL)).hash());
    assertNotEquals(hash, SessionConfig.of(PLAIN, PLAIN, "y", List.of(TOOL)).hash());
    var slower = new VoiceSettings(null, null, 0.9, null, null, null, null, null, null);
    assertNotEquals(hash, SessionConfig.of(slower, PLAIN, "x", List.of(TOOL)).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"m\"}                                          | type must be realtime",
        "{\"type\":\"realtime\"}                                    | model is missing",
        "{\"temperature\":0.8}                                      | temperature is gone",
        "{\"voice\":\"marin\"}                                      | voice is audio.output.voice now",
        "{\"modalities\":[]}                                        | modalities is output_modalities now",
        "{\"turn_detection\":{}}                                    | turn_detection is audio.input.turn_detection now",
        "{\"session\":{}}                                           | session must not wrap the session",
        "{\"colour\":1}                                             | colour is unknown",
        "{\"audio\":{\"output\":{\"speed\":1.6}}}                   | audio.output.speed must be 0.25 to 1.5",
        "{\"audio\":{\"output\":{\"voice\":{\"id\":\"x\"}}}}        | audio.output.voice must be a name or {id: voice_…}",
        "{\"audio\":{\"input\":{\"transcription\":{\"model\":\"gpt-transcribe\",\"language\":\"slovak\"}}}} | audio.input.transcription.language must be ISO 639-1, two letters",
        "{\"audio\":{\"input\":{\"transcription\":{\"model\":\"gpt-realtime-whisper\"}}}} | audio.input.transcription.model gpt-realtime-whisper works only without turn detection",
        "{\"audio\":{\"input\":{\"noise_reduction\":{\"type\":\"no\"}}}} | audio.input.noise_reduction.type must be near_field or far_field",
        "{\"audio\":{\"input\":{\"turn_detection\":{\"type\":\"server_vad\",\"threshold\":1.1}}}} | audio.input.turn_detection.threshold must be 0 to 1",
        "{\"audio\":{\"input\":{\"turn_detection\":{\"type\":\"semantic_vad\",\"idle_timeout_ms\":6000}}}} | audio.input.turn_detection.idle_timeout_ms does not go with semantic_vad",
        "{\"tools\":[{\"type\":\"function\",\"name\":\"a b\"}]}     | tools[0].name must be 1 to 64 letters, digits, _ or -",
        "{\"tools\":[{\"type\":\"function\",\"name\":\"a\"},{\"type\":\"function\",\"name\":\"a\"}]} | tools[1].name is used twice",
        "{\"tools\":[{\"type\":\"function\",\"name\":\"a\",\"parameters\":{}}]} | tools[0].parameters must be a JSON Schema of an object",
        "{\"reasoning\":{\"effort\":\"huge\"}}                      | reasoning.effort must be one of minimal to xhigh",
        "{\"max_output_tokens\":5000}                               | max_output_tokens must be 1 to 4096 or inf",
        "{\"audio\":7}                                              | session has a field of the wrong type",
        "[]                                                         | session is not a JSON object",
      })
  void namesTheFieldThatIsWrong(String body, String problem) {
    var given = body.startsWith("{") ? new JsonObject(body) : null;
    boolean bare =
        given != null && (given.containsKey("model") || "realtime".equals(given.getValue("type")));
    Buffer sent = given == null || bare
        ? Buffer.buffer(body)
        : given.put("type", "realtime").put("model", "gpt-realtime-2.1").toBuffer();
    assertEquals(List.of(problem), SessionCheck.accept(sent));
  }

  @Test
  void refusesInstructionsThatNoModelTakes() {
    var config = SessionConfig.of(PLAIN, PLAIN, "x".repeat(70_000), List.of());
    assertEquals(1, SessionCheck.accept(config.accept()).size());
  }
}
