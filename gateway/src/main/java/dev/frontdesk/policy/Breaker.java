package dev.frontdesk.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a provider that failed is asked again. Pure: closed, every call is tried; open, none is, since each would ring into the void;
 * half-open, one call is tried for all.
 *
 * @param failures in a row
 * @param since when it opened, or when the call that is tried was let through
 */
public record Breaker(State state, int failures, Instant since) {
  /** Where it stands. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /**
   * When it opens and for how long.
   *
   * @param failures in a row that open it, at least 1
   * @param openFor how long nobody is asked then, and how long the one call that is tried may take before another is
   */
  public record Rules(int failures, Duration openFor) {
    public static final Rules DEFAULTS = new Rules(5, Duration.ofSeconds(15));
  }

  public static final Breaker CLOSED = new Breaker(State.CLOSED, 0, Instant.EPOCH);

  /** Whether a call may be tried at {@code now}; if so, {@link #trying} is what follows. */
  public boolean admits(Rules rules, Instant now) {
    return state == State.CLOSED || !now.isBefore(since.plus(rules.openFor()));
  }

  /** A call is tried that {@link #admits} let through. */
  public Breaker trying(Instant now) {
    return state == State.CLOSED ? this : new Breaker(State.HALF_OPEN, failures, now);
  }

  /** The provider did what it was asked for. */
  public Breaker worked() {
    return CLOSED;
  }

  /** It did not. What failed while it is open was asked for before, and keeps it open no longer. */
  public Breaker failed(Rules rules, Instant now) {
    return switch (state) {
      case CLOSED ->
        failures + 1 < rules.failures()
            ? new Breaker(State.CLOSED, failures + 1, since)
            : new Breaker(State.OPEN, failures + 1, now);
      case OPEN -> this;
      case HALF_OPEN -> new Breaker(State.OPEN, failures + 1, now);
    };
  }
}
