package dev.frontdesk.provider.realtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TurnDetection;
import dev.frontdesk.model.VoiceSettings;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The session of one call as the Realtime API wants it (openai.md 2.2). Accept carries what cannot wait or cannot change: model,
 * voice, instructions, tools and transcription, without which the caller's words are never known. VAD and the rest follow by
 * {@code session.update} once the sideband is attached, because VAD numbers within accept have broken calls.
 *
 * @param voice with no null but those that leave the provider's default: see {@link #of}
 */
public record SessionConfig(VoiceSettings voice, String instructions, List<ToolSpec> tools) {
  /** What applies where neither tenant nor installation says anything. */
  public static final VoiceSettings OURS = new VoiceSettings(
      Models.DEFAULT,
      "marin",
      null,
      TurnDetection.standard(),
      null,
      Models.TRANSCRIPTION,
      null,
      null,
      null);

  public SessionConfig {
    tools = List.copyOf(tools);
  }

  /**
   * @param tenant settings of the profile
   * @param installation defaults from the environment
   */
  public static SessionConfig of(
      VoiceSettings tenant, VoiceSettings installation, String instructions, List<ToolSpec> tools) {
    return new SessionConfig(tenant.or(installation).or(OURS), instructions, tools);
  }

  public String model() {
    return Objects.requireNonNullElse(voice.model(), Models.DEFAULT);
  }

  /** Body of the accept request: the session at top level, not wrapped. */
  public Buffer accept() {
    return Buffer.buffer(Wire.text(12_288, json -> {
          json.writeStartObject();
          json.writeStringField("type", "realtime");
          json.writeStringField("model", model());
          json.writeStringField("instructions", instructions);
          json.writeObjectFieldStart("audio");
          json.writeObjectFieldStart("input");
          transcription(json);
          json.writeEndObject();
          json.writeObjectFieldStart("output");
          json.writeStringField("voice", Objects.requireNonNullElse(voice.voice(), "marin"));
          json.writeEndObject();
          json.writeEndObject();
          tools(json);
          json.writeEndObject();
        })
        .getBytes(UTF_8));
  }

  /** Frame to send first after the first attach: everything that accept leaves out. */
  public String tuning() {
    return Wire.text(512, json -> {
      update(json);
      audio(json);
      limits(json);
      end(json);
    });
  }

  /** Frame to send after an attach to a running call (openai.md 3.6): all that may change, so neither model nor voice. */
  public String resumed() {
    return Wire.text(12_288, json -> {
      update(json);
      json.writeStringField("instructions", instructions);
      audio(json);
      limits(json);
      tools(json);
      end(json);
    });
  }

  /** Frame to send first where the sound passes through us: the whole session, in the caller's own format (openai.md 4). */
  public String bridged() {
    return Wire.text(12_288, json -> {
      update(json);
      json.writeStringField("model", model());
      json.writeStringField("instructions", instructions);
      json.writeArrayFieldStart("output_modalities");
      json.writeString("audio");
      json.writeEndArray();
      json.writeObjectFieldStart("audio");
      json.writeObjectFieldStart("input");
      format(json);
      heard(json);
      json.writeEndObject();
      json.writeObjectFieldStart("output");
      format(json);
      json.writeStringField("voice", Objects.requireNonNullElse(voice.voice(), "marin"));
      if (voice.speed() != null) {
        json.writeNumberField("speed", voice.speed());
      }
      json.writeEndObject();
      json.writeEndObject();
      limits(json);
      tools(json);
      end(json);
    });
  }

  private static void format(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("format");
    json.writeStringField("type", "audio/pcmu");
    json.writeEndObject();
  }

  /** SHA-256 of everything sent, hexadecimal: equal on every node that composes the same call. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(accept().getBytes());
      return HexFormat.of().formatHex(digest.digest(tuning().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "session.update");
    json.writeObjectFieldStart("session");
    json.writeStringField("type", "realtime");
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  private void audio(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("audio");
    json.writeObjectFieldStart("input");
    heard(json);
    json.writeEndObject();
    if (voice.speed() != null) {
      json.writeObjectFieldStart("output");
      json.writeNumberField("speed", voice.speed());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void heard(JsonGenerator json) throws IOException {
    transcription(json);
    TurnDetection turns = voice.turnDetection();
    Turns.write(json, turns == null ? TurnDetection.standard() : turns);
    noiseReduction(json);
  }

  private void transcription(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("transcription");
    json.writeStringField(
        "model", Objects.requireNonNullElse(voice.transcriptionModel(), Models.TRANSCRIPTION));
    if (voice.language() != null) {
      json.writeStringField("language", voice.language());
    }
    json.writeEndObject();
  }

  private void noiseReduction(JsonGenerator json) throws IOException {
    VoiceSettings.NoiseReduction kind = voice.noiseReduction();
    if (kind == VoiceSettings.NoiseReduction.OFF) {
      json.writeNullField("noise_reduction");
    } else if (kind != null) {
      json.writeObjectFieldStart("noise_reduction");
      json.writeStringField("type", kind.name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
  }

  private void limits(JsonGenerator json) throws IOException {
    if (voice.reasoningEffort() != null && Models.reasons(model())) {
      json.writeObjectFieldStart("reasoning");
      json.writeStringField("effort", voice.reasoningEffort());
      json.writeEndObject();
    }
    if (voice.maxOutputTokens() != null) {
      json.writeNumberField("max_output_tokens", voice.maxOutputTokens());
    }
  }

  private void tools(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("tools");
    for (ToolSpec tool : tools) {
      json.writeStartObject();
      json.writeStringField("type", "function");
      json.writeStringField("name", tool.name());
      json.writeStringField("description", tool.description());
      json.writeFieldName("parameters");
      Wire.tree(json, tool.parameters());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("tool_choice", "auto");
  }
}
