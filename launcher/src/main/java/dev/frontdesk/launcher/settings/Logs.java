package dev.frontdesk.launcher.settings;

/** How the program writes its log. */
public record Logs(Form form, Level level) {
  /** Lines for people, or one JSON object a line for a collector. */
  public enum Form {
    TEXT,
    JSON
  }

  /** The least important line that is written. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }
}
