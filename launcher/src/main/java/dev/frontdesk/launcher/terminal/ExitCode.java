package dev.frontdesk.launcher.terminal;

/** What the command answers to the shell. 130 and 143 come from SIGINT and SIGTERM. */
public enum ExitCode {
  OK(0),
  /** An expectation did not hold, or something nobody foresaw. */
  FAILED(1),
  USAGE(2),
  SETTINGS(3),
  PORT_IN_USE(4),
  DATABASE_UNREACHABLE(5),
  MIGRATION_MISMATCH(6),
  DATA_FOLDER(7),
  /** A file to import or to play is malformed; nothing was changed. */
  INPUT(8);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
