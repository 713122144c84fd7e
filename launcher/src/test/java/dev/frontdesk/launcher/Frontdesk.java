package dev.frontdesk.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command in this process. */
public final class Frontdesk {
  private Frontdesk() {}

  /** What it answered and printed. */
  public record Ran(int status, String out, String err) {}

  public static Ran run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    int status = command.execute(arguments);
    return new Ran(status, out.toString(), err.toString());
  }
}
