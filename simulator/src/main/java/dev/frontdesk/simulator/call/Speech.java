package dev.frontdesk.simulator.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Small facts about spoken words. */
final class Speech {
  private static final double MS_PER_CHAR = 65;
  private static final double SHORTEST_MS = 500;
  private static final Pattern QUOTED = Pattern.compile("«([^»]+)»|“([^”]+)”|\"([^\"]+)\"");

  private Speech() {}

  /** How long it takes to say {@code text}, in milliseconds. */
  static double lengthMs(String text) {
    return Math.max(SHORTEST_MS, text.length() * MS_PER_CHAR);
  }

  /** The pieces in which a transcript arrives: words with the blank before them. */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int blank = text.indexOf(' ', 1); blank > 0; blank = text.indexOf(' ', blank + 1)) {
      pieces.add(text.substring(from, blank));
      from = blank;
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  /** The longest sentence in quotation marks, which a model told to say it would say; null if there is none. */
  static @Nullable String quoted(String instructions) {
    Matcher matcher = QUOTED.matcher(instructions);
    return matcher
        .results()
        .map(found -> found.group().substring(1, found.group().length() - 1))
        .max(Comparator.comparingInt(String::length))
        .orElse(null);
  }
}
