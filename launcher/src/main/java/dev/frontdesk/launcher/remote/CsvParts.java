package dev.frontdesk.launcher.remote;

import java.util.ArrayList;
import java.util.List;

/** A long CSV as shorter ones, each with the line of heads; quoted line breaks do not part a row. */
record CsvParts(List<Part> parts, int rows) {
  private static final int ROWS = 5_000;

  /**
   * Some rows.
   *
   * @param firstRow counted as a spreadsheet does: the heads are row 1
   * @param lastRow without the heads
   */
  record Part(String csv, int firstRow, int lastRow) {}

  CsvParts(String csv) {
    this(split(csv));
  }

  private CsvParts(List<Part> parts) {
    this(List.copyOf(parts), parts.isEmpty() ? 0 : parts.get(parts.size() - 1).lastRow());
  }

  private static List<Part> split(String csv) {
    var parts = new ArrayList<Part>();
    int begin = endOfRow(csv, 0);
    String heads = csv.substring(0, begin);
    int row = 0;
    while (begin < csv.length() || parts.isEmpty()) {
      int end = begin;
      int first = row;
      while (end < csv.length() && row - first < ROWS) {
        end = endOfRow(csv, end);
        row++;
      }
      parts.add(new Part(heads + csv.substring(begin, end), first + 2, row));
      begin = end;
    }
    return parts;
  }

  /** After its line break, or the end of the text. */
  private static int endOfRow(String csv, int from) {
    boolean quoted = false;
    for (int i = from; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\n' && !quoted) {
        return i + 1;
      }
    }
    return csv.length();
  }
}
