package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/** One sentence for every number out of range. */
final class Range {
  private Range() {}

  static void check(String what, @Nullable Number value, double least, double most) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw new IllegalArgumentException(
          "%s must be %s to %s, not %s".formatted(what, plain(least), plain(most), value));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
