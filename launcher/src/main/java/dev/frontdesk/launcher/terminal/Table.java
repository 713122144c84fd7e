package dev.frontdesk.launcher.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns as wide as their widest cell; those of figures stand to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> heads;
  private final boolean[] figures;
  private final List<List<String>> rows = new ArrayList<>();

  /** @param heads column names; one that begins with {@code >} is a column of figures */
  public Table(String... heads) {
    this.heads = IntStream.range(0, heads.length)
        .mapToObj(i -> heads[i].startsWith(">") ? heads[i].substring(1) : heads[i])
        .toList();
    figures = new boolean[heads.length];
    for (int i = 0; i < heads.length; i++) {
      figures[i] = heads[i].startsWith(">");
    }
  }

  /** @throws IllegalArgumentException if there are more or fewer cells than columns */
  public Table row(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(heads.size() + " cells, not " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, the head first. */
  public List<String> lines(Ink ink) {
    var lines = new ArrayList<String>();
    lines.add(ink.bold(line(heads)));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> padded(cells.get(i), i))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private String padded(String cell, int column) {
    int width = Math.max(
        heads.get(column).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    String space = " ".repeat(width - cell.length());
    return figures[column] ? space + cell : cell + space;
  }
}
