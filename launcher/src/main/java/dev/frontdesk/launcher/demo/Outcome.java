package dev.frontdesk.launcher.demo;

import dev.frontdesk.launcher.terminal.Ink;
import dev.frontdesk.launcher.terminal.Table;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.report.CallReport.Said;
import dev.frontdesk.store.CallRecord;
import dev.frontdesk.store.UtteranceStore.Utterance;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the callers lived through, held against what the database says of it. */
final class Outcome {
  private final List<CallReport> reports;
  private final Map<String, Books.Row> books;

  /** @param books by the provider's call id */
  Outcome(List<CallReport> reports, Map<String, Books.Row> books) {
    this.reports = reports;
    this.books = books;
  }

  /** Whether every expectation held, and every call stands in the database as it was. */
  boolean held() {
    return reports.stream().allMatch(CallReport::held) && missing().isEmpty();
  }

  void print(PrintWriter out, Ink ink) {
    var table = new Table("call", "tenant", "outcome", ">setup ms", ">turns", ">tools", ">cost $");
    reports.forEach(report -> row(table, report));
    out.println();
    out.println(ink.faint("As PostgreSQL tells it:"));
    table.lines(ink).forEach(out::println);
    out.println();
    missing().forEach(line -> out.println(ink.red(line)));
    out.println(
        held()
            ? ink.green("Every expectation held; the transcripts are in the database.")
            : ink.red("Not every expectation held."));
    out.flush();
  }

  private void row(Table table, CallReport report) {
    Books.Row row = books.get(report.callId());
    if (row == null) {
      table.row(report.script(), "-", "not in the database", "-", "-", "-", "-");
      return;
    }
    CallRecord call = row.call();
    table.row(
        report.script(),
        row.tenant(),
        outcome(call),
        call.answeredAt() == null
            ? "-"
            : Long.toString(
                Duration.between(call.receivedAt(), call.answeredAt()).toMillis()),
        Integer.toString(row.transcript().size()),
        Long.toString(row.tools()),
        String.format(Locale.ROOT, "%.4f", call.usage().costMicros() / 1e6));
  }

  private static String outcome(CallRecord call) {
    return known(call.outcome())
        + (known(call.outcomeReason()).isEmpty() ? "" : ": " + call.outcomeReason());
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What callers said or left that the database does not have. */
  private List<String> missing() {
    var missing = new ArrayList<String>();
    for (CallReport report : reports) {
      Books.Row row = books.get(report.callId());
      if (row == null || row.call().endedAt() == null) {
        missing.add("%s: the call has no end in the database".formatted(report.script()));
        continue;
      }
      List<String> written = row.transcript().stream().map(Utterance::text).toList();
      report.said().stream()
          .map(Said::text)
          .filter(text -> !written.contains(text))
          .forEach(text ->
              missing.add("%s: not in the transcript: %s".formatted(report.script(), text)));
      boolean asked =
          report.toolCalls().stream().anyMatch(tool -> tool.name().equals("take_message"));
      if (asked && row.messages() == 0) {
        missing.add("%s: the message was not kept".formatted(report.script()));
      }
    }
    return missing;
  }
}
