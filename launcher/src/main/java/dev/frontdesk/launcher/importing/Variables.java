package dev.frontdesk.launcher.importing;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the usual variables of a single-tenant receptionist say; remembers which of them were of use. */
final class Variables {
  static final List<String> KNOWN = List.of(
      "OPENAI_INSTRUCTIONS",
      "PROMPT_PATH",
      "WELCOME_MESSAGE",
      "OPENAI_MODEL",
      "OPENAI_VOICE",
      "OPENAI_SPEED",
      "INPUT_TRANSCRIPTION_MODEL",
      "INPUT_TRANSCRIPTION_LANGUAGE",
      "HUMAN_AGENT_NUMBER");
  private static final int LONGEST_GREETING = 1_000;
  private static final int LONGEST_WORD = 100;

  private final Path folder;
  private final Map<String, String> values;

  /** @param folder that relative paths among the values start from */
  Variables(Path folder, Map<String, String> values) {
    this.folder = folder;
    this.values = values;
  }

  /** Names that say nothing about a tenant, such as keys of the installation; their values are not looked at. */
  Set<String> unused() {
    var unused = new LinkedHashSet<>(values.keySet());
    KNOWN.forEach(unused::remove);
    return unused;
  }

  Optional<String> instructions() {
    return value("OPENAI_INSTRUCTIONS");
  }

  Optional<SourceFile> promptFile() {
    return value("PROMPT_PATH").map(path -> new SourceFile(folder.resolve(path)));
  }

  Optional<String> greeting() {
    return value("WELCOME_MESSAGE").map(text -> capped("WELCOME_MESSAGE", text, LONGEST_GREETING));
  }

  /** Whom the caller gets when nobody else can be reached. */
  Optional<TransferTarget> humanAgent(String region) {
    return value("HUMAN_AGENT_NUMBER")
        .map(number -> new TransferTarget(
            "human-agent",
            "a colleague",
            List.of("human", "agent", "operator", "person"),
            number.startsWith("sip:") ? number : e164(number, region),
            "When the caller asks for a person and no other target fits.",
            TransferTarget.Kind.FALLBACK,
            null));
  }

  /** Only what is set. */
  VoiceSettings voice() {
    try {
      return new VoiceSettings(
          word("OPENAI_MODEL"),
          word("OPENAI_VOICE"),
          value("OPENAI_SPEED").map(Double::valueOf).orElse(null),
          null,
          null,
          word("INPUT_TRANSCRIPTION_MODEL"),
          word("INPUT_TRANSCRIPTION_LANGUAGE"),
          null,
          null);
    } catch (IllegalArgumentException e) {
      throw wrong("OPENAI_SPEED", "must be a number from 0.25 to 1.5");
    }
  }

  private @Nullable String word(String name) {
    return value(name)
        .map(text -> {
          if (text.contains(" ")) {
            throw wrong(name, "must be one word");
          }
          return capped(name, text, LONGEST_WORD);
        })
        .orElse(null);
  }

  private String e164(String number, String region) {
    return PhoneNumbers.parse(number, region)
        .map(PhoneNumber::e164)
        .orElseThrow(
            () -> wrong("HUMAN_AGENT_NUMBER", "is neither a telephone number nor a SIP URI"));
  }

  private Optional<String> value(String name) {
    String value = values.getOrDefault(name, "").strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private static String capped(String name, String text, int longest) {
    if (text.length() > longest) {
      throw wrong(name, "is longer than " + longest + " characters");
    }
    return text;
  }

  private static Trouble wrong(String name, String what) {
    return new Trouble(ExitCode.INPUT, "%s %s; nothing was imported".formatted(name, what));
  }
}
