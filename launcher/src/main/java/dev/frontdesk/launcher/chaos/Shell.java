package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs small commands of the system. */
final class Shell {
  private static final int LONGEST_S = 10;

  private Shell() {}

  /** @throws Trouble with what it said, if it fails or takes longer than ten seconds */
  static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new Trouble(ExitCode.FAILED, String.join(" ", command) + " does not end");
      }
      if (process.exitValue() != 0) {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new Trouble(ExitCode.FAILED, String.join(" ", command) + ": " + said.strip());
      }
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, "cannot run " + List.of(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ExitCode.FAILED, "interrupted", e);
    }
  }

  /** Whether it can be run and succeeds. */
  static boolean works(String... command) {
    try {
      run(command);
      return true;
    } catch (Trouble e) {
      return false;
    }
  }
}
