package dev.frontdesk.oracles.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of docs/configuration.md, which a test of the launcher holds to those that the program knows. */
final class KnownSettings {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

  /** Given by reference to a Secret, never by value. */
  static final Set<String> SECRET = Set.of(
      "DATABASE_URL",
      "FRONTDESK_MASTER_KEY",
      "OPENAI_API_KEY",
      "OPENAI_WEBHOOK_SECRET",
      "TWILIO_AUTH_TOKEN",
      "FRONTDESK_SMTP_PASSWORD",
      "FRONTDESK_BOOTSTRAP_KEY",
      "FRONTDESK_CLUSTER_SECRET",
      "OTEL_EXPORTER_OTLP_HEADERS");

  /** For whoever sits at a terminal. */
  static final Set<String> OF_COMMANDS = Set.of("FRONTDESK_API_URL", "FRONTDESK_API_KEY");

  private KnownSettings() {}

  static Set<String> all() throws IOException {
    return ROW.matcher(Files.readString(PAGE))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
