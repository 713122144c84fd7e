package dev.frontdesk.launcher.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.launcher.terminal.Ink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** What differs between two documents, line by line, as people read it. Items of lists go by their number, key or title. */
record SettingsDiff(List<Line> lines) {
  private static final List<String> NAMES = List.of("key", "number", "title", "day");

  /** @param sign {@code +} is new, {@code -} goes away, {@code ~} heads lines that change, a blank stays */
  record Line(char sign, String text) {}

  static SettingsDiff between(JsonNode before, JsonNode after) {
    Map<String, String> was = new LinkedHashMap<>();
    Map<String, String> is = new LinkedHashMap<>();
    flatten("", before, was);
    flatten("", after, is);
    var lines = new ArrayList<Line>();
    var paths = new TreeSet<>(was.keySet());
    paths.addAll(is.keySet());
    for (String path : paths) {
      String old = was.get(path);
      String now = is.get(path);
      if (!Objects.equals(old, now)) {
        compare(path, old, now, lines);
      }
    }
    return new SettingsDiff(lines);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  long changes() {
    return lines.stream().filter(line -> !line.text().startsWith(" ")).count();
  }

  List<String> painted(Ink ink) {
    return lines.stream()
        .map(line -> {
          String text = line.sign() + " " + line.text();
          return switch (line.sign()) {
            case '+' -> ink.green(text);
            case '-' -> ink.red(text);
            default -> ink.bold(text);
          };
        })
        .toList();
  }

  private static void compare(
      String path,
      @org.jspecify.annotations.Nullable String old,
      @org.jspecify.annotations.Nullable String now,
      List<Line> lines) {
    if (old == null) {
      lines.add(new Line('+', path + ": " + now));
    } else if (now == null) {
      lines.add(new Line('-', path + ": " + old));
    } else {
      lines.add(new Line('~', path));
      changed(old.lines().toList(), now.lines().toList(), lines);
    }
  }

  /** Lines that both begin and end with say nothing. */
  private static void changed(List<String> old, List<String> now, List<Line> lines) {
    int most = Math.min(old.size(), now.size());
    int head = 0;
    while (head < most && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    old.subList(head, old.size() - tail).forEach(line -> lines.add(new Line('-', "  " + line)));
    now.subList(head, now.size() - tail).forEach(line -> lines.add(new Line('+', "  " + line)));
  }

  private static void flatten(String path, JsonNode node, Map<String, String> into) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (node.isObject()) {
      node.properties().forEach(field -> flatten(prefix + field.getKey(), field.getValue(), into));
    } else if (isListOfNamed(node)) {
      node.forEach(item -> into.put(prefix + name(item), rest(item)));
    } else {
      into.put(path, node.isTextual() ? node.textValue() : node.toString());
    }
  }

  private static boolean isListOfNamed(JsonNode node) {
    return node.isArray()
        && !node.isEmpty()
        && StreamSupport.stream(node.spliterator(), false)
            .allMatch(item -> !name(item).isEmpty());
  }

  private static String name(JsonNode item) {
    return NAMES.stream()
        .map(name -> item.path(name).asText(""))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Without what is nothing. */
  private static String rest(JsonNode item) {
    var parts = new ArrayList<String>();
    item.properties().forEach(field -> {
      JsonNode value = field.getValue();
      String text = value.isTextual() ? value.textValue() : value.toString();
      boolean nothing = text.isEmpty() || text.equals("false") || text.equals("[]");
      if (!nothing && !text.equals(name(item))) {
        parts.add(field.getKey() + " " + text);
      }
    });
    return String.join(", ", parts);
  }
}
