package dev.frontdesk.launcher.remote;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the admin API is, and with which key it is asked. A key is never an argument, which every user of the machine may read. */
final class ApiOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:FRONTDESK_API_URL:-http://127.0.0.1:8081}",
      description = "Admin API of a running gateway (FRONTDESK_API_URL; default ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Holds the key; default: the variable FRONTDESK_API_KEY.")
  private @Nullable Path keyFile;

  ApiClient client() {
    return new ApiClient(url, key());
  }

  private Secret key() {
    String key = keyFile == null ? System.getenv("FRONTDESK_API_KEY") : read(keyFile);
    if (key == null || key.isBlank()) {
      throw new Trouble(
          ExitCode.USAGE,
          "no key: export FRONTDESK_API_KEY=fd_… or name a --key-file; 'frontdesk admin create-key' makes one");
    }
    return Secret.of(key.strip());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Trouble.because(ExitCode.INPUT, file + " cannot be read", e);
    }
  }
}
