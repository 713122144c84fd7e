package dev.frontdesk.metrics;

import java.util.Locale;

/** How the values of our enumerations stand in labels. */
final class Word {
  private Word() {}

  /** {@code CALLER_HUNG_UP} is {@code caller-hung-up}. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
