package dev.frontdesk.launcher.settings;

import dev.frontdesk.model.TurnDetection;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.model.VoiceSettings.NoiseReduction;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The installation's defaults of how a receptionist sounds and listens. */
final class VoiceReader {
  private static final String NAME = "must be one word without spaces";
  private static final String WORD = "\\S{1,100}";
  private static final Set<Setting> SERVER_ONLY = EnumSet.of(
      Setting.VOICE_VAD_THRESHOLD,
      Setting.VOICE_VAD_PREFIX_PADDING,
      Setting.VOICE_VAD_SILENCE,
      Setting.VOICE_VAD_IDLE_TIMEOUT);

  private final Values values;

  VoiceReader(Values values) {
    this.values = values;
  }

  VoiceSettings read() {
    return new VoiceSettings(
        values.text(Setting.OPENAI_MODEL, NAME, WORD).orElse(null),
        values.text(Setting.OPENAI_VOICE, NAME, WORD).orElse(null),
        values.optionalDecimal(Setting.VOICE_SPEED, 0.25, 1.5).orElse(null),
        turnDetection(),
        choice(Setting.VOICE_NOISE_REDUCTION, NoiseReduction.class).orElse(null),
        values.text(Setting.INPUT_TRANSCRIPTION_MODEL, NAME, WORD).orElse(null),
        values
            .text(
                Setting.INPUT_TRANSCRIPTION_LANGUAGE,
                "must be two lower-case letters (ISO 639-1)",
                "[a-z]{2}")
            .orElse(null),
        oneOf(Setting.VOICE_REASONING_EFFORT, List.of("minimal", "low", "medium", "high", "xhigh"))
            .orElse(null),
        values.optionalInteger(Setting.VOICE_MAX_OUTPUT_TOKENS, 1, 4_096).orElse(null));
  }

  private TurnDetection turnDetection() {
    var kind = choice(Setting.VOICE_TURN_DETECTION, TurnDetection.Kind.class)
        .orElse(TurnDetection.Kind.SERVER);
    var threshold = values.optionalDecimal(Setting.VOICE_VAD_THRESHOLD, 0, 1);
    var padding = millis(Setting.VOICE_VAD_PREFIX_PADDING, 0, 5_000);
    var silence = millis(Setting.VOICE_VAD_SILENCE, 50, 10_000);
    var idle = millis(Setting.VOICE_VAD_IDLE_TIMEOUT, 5_000, 30_000);
    var eagerness = choice(Setting.VOICE_VAD_EAGERNESS, TurnDetection.Eagerness.class);
    boolean interruptible = oneOf(Setting.VOICE_INTERRUPTIBLE, List.of("true", "false"))
        .map("true"::equals)
        .orElse(true);
    if (mixed(kind, eagerness)) {
      return TurnDetection.standard();
    }
    return new TurnDetection(
        kind,
        threshold.orElse(null),
        padding.orElse(null),
        silence.orElse(null),
        idle.orElse(null),
        eagerness.orElse(null),
        interruptible);
  }

  /** Whether settings of the other kind of detection are given; they would be lost silently. */
  private boolean mixed(TurnDetection.Kind kind, Optional<TurnDetection.Eagerness> eagerness) {
    String chosen = Setting.VOICE_TURN_DETECTION.key();
    if (kind == TurnDetection.Kind.SERVER && eagerness.isPresent()) {
      values.problem(
          "%s is for %s=semantic only".formatted(Setting.VOICE_VAD_EAGERNESS.key(), chosen));
      return true;
    }
    List<String> lost = kind == TurnDetection.Kind.SERVER
        ? List.of()
        : SERVER_ONLY.stream().filter(values::isGiven).map(Setting::key).toList();
    lost.forEach(key -> values.problem("%s is for %s=server only".formatted(key, chosen)));
    return !lost.isEmpty();
  }

  private Optional<Integer> millis(Setting setting, int least, int most) {
    return values
        .optionalDuration(setting, Duration.ofMillis(least), Duration.ofMillis(most))
        .map(time -> Math.toIntExact(time.toMillis()));
  }

  private <E extends Enum<E>> Optional<E> choice(Setting setting, Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toList();
    return oneOf(setting, names).map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
  }

  private Optional<String> oneOf(Setting setting, List<String> names) {
    String right = names.stream().collect(Collectors.joining(", ", "must be one of ", ""));
    return values.optional(setting, right, text -> {
      String name = text.toLowerCase(Locale.ROOT);
      if (!names.contains(name)) {
        throw new IllegalArgumentException();
      }
      return name;
    });
  }
}
