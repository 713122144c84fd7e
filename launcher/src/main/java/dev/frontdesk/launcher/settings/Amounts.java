package dev.frontdesk.launcher.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes with their units, and ports, as people write them. */
final class Amounts {
  static final String A_PORT = "must be a port, 0 to 65535";
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kmg]?)(i?b)?");

  private Amounts() {}

  /**
   * @param text such as {@code 500ms}, {@code 8s} or {@code 1m}
   * @throws IllegalArgumentException without a unit or out of range
   */
  static Duration duration(String text, Duration least, Duration most) {
    Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time = switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      throw new IllegalArgumentException();
    }
    return time;
  }

  /** The shortest text that {@link #duration} reads back. */
  static String text(Duration time) {
    return time.toMillis() % 1_000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  /**
   * @param text bytes, such as {@code 1048576}, {@code 256M} or {@code 1 GiB}; the units are powers of 1024
   * @throws IllegalArgumentException if it is no size
   */
  static long bytes(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT).replace(" ", ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException();
    }
    int shift = switch (matcher.group(2)) {
      case "k" -> 10;
      case "m" -> 20;
      case "g" -> 30;
      default -> 0;
    };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }

  /** @throws IllegalArgumentException if it is none */
  static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException();
    }
    return port;
  }
}
