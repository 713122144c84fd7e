package dev.frontdesk.launcher.terminal;

import org.jspecify.annotations.Nullable;

/** Something the person at the terminal can put right; its message says what and how, without a stack trace. */
public final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ExitCode code;

  public Trouble(ExitCode code, String message) {
    this(code, message, null);
  }

  public Trouble(ExitCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** {@code what}, and why according to the innermost cause. */
  public static Trouble because(ExitCode code, String what, Throwable cause) {
    return new Trouble(code, what + ": " + why(cause), cause);
  }

  /** One line: the first of the innermost cause that has something to say. */
  public static String why(Throwable cause) {
    String why = cause.getClass().getSimpleName();
    for (Throwable next = cause; next != null; next = next.getCause()) {
      String message = next.getMessage();
      if (message != null && !message.isBlank()) {
        why = message.strip().lines().findFirst().orElse(why);
      }
    }
    return why;
  }

  public ExitCode code() {
    return code;
  }
}
