package dev.frontdesk.notify;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What people are told, before it is written for a kind of channel.
 *
 * @param title one line
 * @param words a message, a summary, or what was heard; blank: none
 * @param at when it happened
 */
record Notice(String title, List<Line> lines, String words, Instant at) {
  /** One thing by its name. */
  record Line(String name, String value) {}

  Notice {
    lines = List.copyOf(lines);
  }

  /** As plain text, title first. */
  String text() {
    return title + body();
  }

  /** As plain text without the title. */
  String body() {
    String listed = lines.stream()
        .map(line -> line.name() + ": " + line.value())
        .collect(Collectors.joining("\n"));
    return (listed.isEmpty() ? "" : "\n\n" + listed) + (words.isEmpty() ? "" : "\n\n" + words);
  }
}
