package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * How a receptionist sounds and listens. Null leaves the installation's default (an environment variable), then ours.
 *
 * @param model voice model, for example {@code gpt-realtime-2.1}; an open list
 * @param voice an open list (openai.md 6.4)
 * @param speed 0.25 to 1.5
 * @param transcriptionModel turns the caller's speech into text
 * @param language ISO 639-1, spoken by most callers; helps the transcription
 * @param reasoningEffort of models that reason: minimal, low, medium, high, xhigh
 * @param maxOutputTokens of one response, 1 to 4096; null: no limit
 */
public record VoiceSettings(
    @Nullable String model,
    @Nullable String voice,
    @Nullable Double speed,
    @Nullable TurnDetection turnDetection,
    @Nullable NoiseReduction noiseReduction,
    @Nullable String transcriptionModel,
    @Nullable String language,
    @Nullable String reasoningEffort,
    @Nullable Integer maxOutputTokens) {

  public enum NoiseReduction {
    NEAR_FIELD,
    FAR_FIELD,
    OFF
  }

  /** Nothing set: every default applies. */
  public static final VoiceSettings DEFAULTS =
      new VoiceSettings(null, null, null, null, null, null, null, null, null);

  public VoiceSettings {
    Range.check("speed", speed, 0.25, 1.5);
    Range.check("max output tokens", maxOutputTokens, 1, 4096);
  }

  /** These settings where set, {@code defaults} elsewhere. */
  public VoiceSettings or(VoiceSettings defaults) {
    return new VoiceSettings(
        first(model, defaults.model),
        first(voice, defaults.voice),
        first(speed, defaults.speed),
        first(turnDetection, defaults.turnDetection),
        first(noiseReduction, defaults.noiseReduction),
        first(transcriptionModel, defaults.transcriptionModel),
        first(language, defaults.language),
        first(reasoningEffort, defaults.reasoningEffort),
        first(maxOutputTokens, defaults.maxOutputTokens));
  }

  private static <T> @Nullable T first(@Nullable T own, @Nullable T other) {
    return own != null ? own : other;
  }
}
