package dev.frontdesk.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The decoded parameters of a request, none trimmed, none dropped: the signature is over all of them. Names in the order of their
 * UTF-16 code units, of a repeated one its distinct values in that order.
 */
final class Parameters {
  /** A real request has about 40. */
  static final int MOST = 300;

  private final SortedMap<String, SortedSet<String>> values;

  private Parameters(SortedMap<String, SortedSet<String>> values) {
    this.values = values;
  }

  static Parameters none() {
    return new Parameters(new TreeMap<>());
  }

  /**
   * @param encoded {@code application/x-www-form-urlencoded}: a body, or a query
   * @return empty if it is malformed, or has more than {@value #MOST} parameters
   */
  static Optional<Parameters> parse(String encoded) {
    var values = new TreeMap<String, SortedSet<String>>();
    int count = 0;
    for (String pair : encoded.split("&", MOST + 2)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      try {
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        values.computeIfAbsent(name, first -> new TreeSet<>()).add(value);
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
      if (++count > MOST) {
        return Optional.empty();
      }
    }
    return Optional.of(new Parameters(values));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  /** Blank if it is absent; of a repeated one the first in order. */
  String get(String name) {
    SortedSet<String> found = values.get(name);
    return found == null ? "" : found.first();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Parameters without(Iterable<String> names) {
    var rest = new TreeMap<>(values);
    names.forEach(rest::remove);
    return new Parameters(rest);
  }

  /** What the signature of a form is over, after the URL: every name followed by each of its values. */
  String signed() {
    var text = new StringBuilder(1_024);
    values.forEach((name, all) -> all.forEach(value -> text.append(name).append(value)));
    return text.toString();
  }
}
