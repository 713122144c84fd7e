package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The live heap of another Java process on this machine. */
final class LiveHeap {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

  private LiveHeap() {}

  /** Bytes of all objects that a full garbage collection, made now, finds reachable. Needs the jcmd of a JDK; blocks. */
  static long bytes(long pid) {
    try {
      Process jcmd = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
              Long.toString(pid),
              "GC.class_histogram")
          .redirectErrorStream(true)
          .start();
      String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher total = TOTAL.matcher(printed);
      if (!total.find()) {
        throw new Trouble(
            ExitCode.FAILED,
            "jcmd does not tell the heap: " + printed.lines().findFirst().orElse(""));
      }
      return Long.parseLong(total.group(1));
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, "the heap per call needs the jcmd of a JDK", e);
    }
  }
}
