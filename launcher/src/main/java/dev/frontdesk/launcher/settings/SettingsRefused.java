package dev.frontdesk.launcher.settings;

import java.util.List;

/** Settings that are unknown or malformed: all of them at once, each with what would be right. Repeats no secret. */
public final class SettingsRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final List<String> problems;

  SettingsRefused(List<String> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, beginning with the name. */
  public List<String> problems() {
    return problems;
  }

  private static String message(List<String> problems) {
    String head =
        problems.size() == 1 ? "a setting is wrong:" : problems.size() + " settings are wrong:";
    return head + "\n  " + String.join("\n  ", problems) + "\nAll settings: docs/configuration.md";
  }
}
