package dev.frontdesk.launcher.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.simulator.load.Percentiles;
import java.util.Locale;

/** What the reports of all benchmarks share. */
final class Reports {
  private Reports() {}

  static void row(Table table, String what, Percentiles of) {
    table.row(
        what,
        decimal(of.p50()),
        decimal(of.p95()),
        decimal(of.p99()),
        decimal(of.max()),
        Integer.toString(of.n()));
  }

  static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  /** On which machine the figures were taken. */
  static void machine(ObjectNode json) {
    json.putObject("machine")
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("java", Runtime.version().toString())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
  }
}
