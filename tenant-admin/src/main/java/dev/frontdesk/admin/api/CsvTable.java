package dev.frontdesk.admin.api;

import java.util.List;
import java.util.stream.Collectors;

/** A table as RFC 4180 has it, with a first line of names; what a spreadsheet would take for a formula is marked as text. */
final class CsvTable {
  static final String TYPE = "text/csv";
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final StringBuilder lines = new StringBuilder();

  CsvTable(List<String> names) {
    row(names);
  }

  void row(List<?> cells) {
    lines
        .append(cells.stream().map(CsvTable::cell).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  Answer answer() {
    return Answer.report(
        new Answer.Text(TYPE + "; charset=utf-8; header=present", lines.toString()));
  }

  @Override
  public String toString() {
    return lines.toString();
  }

  private static String cell(Object value) {
    String text = value.toString();
    boolean formula = !(value instanceof Number)
        && !text.isEmpty()
        && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
