package dev.frontdesk.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * What the caller said last at this node: what people are told the call is about when neither the receptionist nor an operator says it. By
 * rules alone, so that nobody who waits for a transfer waits for a model.
 */
final class CallerWords {
  /** Characters, as of a summary by the receptionist; a telephone system's header and a whisper take no more. */
  static final int LONGEST = 280;

  private final Deque<String> latest = new ArrayDeque<>();

  /** @param text masked as the tenant wants it */
  void heard(String text) {
    String words = text.replaceAll("[\\s\"]+", " ").strip();
    if (words.isEmpty()) {
      return;
    }
    latest.add(words.length() > LONGEST ? ending(words) : words);
    while (all().length() > LONGEST) {
      latest.remove();
    }
  }

  /** One line in quotation marks, the latest words that fit; blank: nothing was said. */
  String quoted() {
    String words = all();
    return words.isEmpty() ? "" : '"' + words.replaceFirst("\\.$", "") + '"';
  }

  private String all() {
    return latest.stream().collect(Collectors.joining(" "));
  }

  /** From the first whole word of what fits. */
  private static String ending(String words) {
    String rest = words.substring(words.length() - LONGEST);
    return rest.substring(rest.indexOf(' ') + 1);
  }
}
