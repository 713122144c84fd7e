package dev.frontdesk.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report is written to besides the terminal, if anywhere. */
public final class JsonFile {
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report there as JSON too.")
  private @Nullable Path file;

  public void write(JsonNode report, PrintWriter out) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, report.toPrettyString() + "\n");
      out.println("Written to " + file);
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, "cannot write " + file, e);
    }
  }
}
