package dev.frontdesk.launcher.importing;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a folder and its environment file say about one receptionist, checked.
 *
 * @param knowledge what it may tell callers, as one text
 * @param unused variables that were not looked at
 */
record Receptionist(
    Optional<String> prompt,
    Optional<String> knowledge,
    Optional<String> greeting,
    VoiceSettings voice,
    List<Contact> contacts,
    List<TransferTarget> targets,
    Set<String> unused) {
  private static final int LARGEST_TEXT = 256 << 10;

  /**
   * Reads everything before anything is used. Files that are absent are simply not imported.
   *
   * @param environment a file of variables
   * @param region of telephone numbers without country code
   * @throws Trouble naming file, line or key of the first thing that is malformed
   */
  static Receptionist read(Path folder, Optional<Path> environment, String region) {
    if (!Files.isDirectory(folder)) {
      throw new Trouble(ExitCode.INPUT, folder + " is not a folder; nothing was imported");
    }
    var variables = environment
        .map(file -> new Variables(
            file.toAbsolutePath().resolveSibling(""), DotEnv.read(new SourceFile(file))))
        .orElseGet(() -> new Variables(folder, Map.of()));
    var targets = new ArrayList<TransferTarget>(
        new TargetsFile(new SourceFile(folder.resolve("transfer-numbers.json")), region).read());
    variables.humanAgent(region).ifPresent(targets::add);
    return new Receptionist(
        prompt(folder, variables),
        text(new SourceFile(folder.resolve("business-info.md"))),
        variables.greeting(),
        variables.voice(),
        new ContactsFile(new SourceFile(folder.resolve("contacts.json")), region).read(),
        List.copyOf(targets),
        variables.unused());
  }

  boolean isEmpty() {
    return prompt.isEmpty()
        && knowledge.isEmpty()
        && greeting.isEmpty()
        && voice.equals(VoiceSettings.DEFAULTS)
        && contacts.isEmpty()
        && targets.isEmpty();
  }

  /** The folder's own file, else the file that is named, else the text that is set. */
  private static Optional<String> prompt(Path folder, Variables variables) {
    return text(new SourceFile(folder.resolve("system-prompt.txt")))
        .or(() -> variables
            .promptFile()
            .map(file ->
                text(file).orElseThrow(() -> file.wrong("(PROMPT_PATH) is absent or empty"))))
        .or(variables::instructions);
  }

  private static Optional<String> text(SourceFile file) {
    return file.text(LARGEST_TEXT).map(String::strip).filter(text -> !text.isEmpty());
  }
}
