package dev.frontdesk.simulator.carrier.line;

import java.util.Locale;

/** How far a call is. */
public enum CallStatus {
  QUEUED,
  INITIATED,
  RINGING,
  IN_PROGRESS,
  COMPLETED,
  BUSY,
  FAILED,
  NO_ANSWER,
  CANCELED;

  /** As the carrier writes it, {@code in-progress}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean isOver() {
    return compareTo(COMPLETED) >= 0;
  }

  /** Whether somebody is on the phone or it rings. */
  public boolean isBeforeAnswer() {
    return compareTo(IN_PROGRESS) < 0;
  }
}
