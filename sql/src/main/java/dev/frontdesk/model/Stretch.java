package dev.frontdesk.model;

import java.time.Instant;

/** Time from {@code from} (included) to {@code to} (excluded). */
public record Stretch(Instant from, Instant to) {
  public boolean overlaps(Stretch other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }
}
