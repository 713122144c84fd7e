package dev.frontdesk.model;

import java.time.Duration;

/**
 * Which appointments are offered.
 *
 * @param length of an appointment, 5 min to 8 h
 * @param lead how long from now the first one is at the earliest, up to a week
 * @param horizonDays how many days ahead the last one is at the latest, 1 to 180
 * @param offers how many are offered at a time, 1 to 10
 */
public record SlotRules(Duration length, Duration lead, int horizonDays, int offers) {
  public SlotRules {
    if (length.toMinutes() < 1 || lead.isNegative() || horizonDays < 1 || offers < 1) {
      throw new IllegalArgumentException("no appointment fits such rules");
    }
  }
}
