package dev.frontdesk.takeover;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * This node's word to others that the database does not answer either: that it takes nothing over for as long as a lease lasts, so that
 * they may go on driving what is theirs. May be used from any thread.
 */
public final class Restraint {
  private final LongSupplier nanoTime;
  private final long length;
  private boolean given;
  private long since;
  private int taking;

  /** @param lease how long a node drives its calls on others' word */
  public Restraint(LongSupplier nanoTime, Duration lease) {
    this.nanoTime = nanoTime;
    this.length = lease.toNanos();
  }

  /** Gives the word; false, and it is not given, while something is being taken over whose outcome may come late. */
  public synchronized boolean promise() {
    if (taking > 0) {
      return false;
    }
    given = true;
    since = nanoTime.getAsLong();
    return true;
  }

  /** Begins to take something over; false while the word holds. To be followed by {@link #end}. */
  synchronized boolean begin() {
    if (given && nanoTime.getAsLong() - since < length) {
      return false;
    }
    given = false;
    taking++;
    return true;
  }

  synchronized void end() {
    taking--;
  }
}
