package dev.frontdesk.caldav;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a calendar (RFC 5545 §3.1).
 *
 * @param name upper case
 * @param parameters by name in upper case, without quotes; of several values the text as it stands
 */
record ContentLine(String name, Map<String, String> parameters, String value) {
  /** The lines of a calendar, unfolded; what is none is left out. */
  static List<ContentLine> all(String calendar) {
    var lines = new ArrayList<ContentLine>();
    for (String line : calendar.replaceAll("\r?\n[ \t]", "").split("\r?\n", -1)) {
      of(line).ifPresent(lines::add);
    }
    return lines;
  }

  private static Optional<ContentLine> of(String line) {
    var parts = new ArrayList<String>();
    boolean quoted = false;
    int begin = 0;
    for (int at = 0; at < line.length(); at++) {
      char each = line.charAt(at);
      quoted ^= each == '"';
      if (!quoted && (each == ';' || each == ':')) {
        parts.add(line.substring(begin, at));
        begin = at + 1;
        if (each == ':') {
          return Optional.of(
              new ContentLine(upper(parts.get(0)), parameters(parts), line.substring(begin)));
        }
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> parameters(List<String> parts) {
    var parameters = new HashMap<String, String>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(
            upper(part.substring(0, equals)), part.substring(equals + 1).replace("\"", ""));
      }
    }
    return Map.copyOf(parameters);
  }

  private static String upper(String text) {
    return text.strip().toUpperCase(Locale.ROOT);
  }
}
