package dev.frontdesk.session;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * This node's right to act, by the monotonic clock. It is renewed while the node runs; a node that was frozen finds it run out before
 * it handles one queued frame, and what it held under the former term must be fenced anew before it is driven again.
 */
public final class Lease {
  private final LongSupplier nanoTime;
  private final long length;
  private volatile long renewed;
  private volatile int term = 1;

  /** @param length shorter than the time in which other nodes notice that this one is gone */
  public Lease(LongSupplier nanoTime, Duration length) {
    this.nanoTime = nanoTime;
    this.length = length.toNanos();
    this.renewed = nanoTime.getAsLong();
  }

  /**
   * Extends the lease; if it had run out, a new term begins.
   *
   * @param asOf when it was asked for what extends it, by the same clock: an answer may be old when it is read
   */
  public synchronized void renew(long asOf) {
    if (asOf - renewed <= 0) {
      return;
    }
    if (nanoTime.getAsLong() - renewed > length) {
      term++;
    }
    renewed = asOf;
  }

  /** Whether it runs: what is fenced now may be driven. */
  public boolean isRunning() {
    return holds(term);
  }

  /** Whether what is taken now may still be driven; asked again and again, from any thread. */
  public BooleanSupplier asOfNow() {
    int taken = term;
    return () -> holds(taken);
  }

  /** Counts up whenever the lease had run out. */
  public int term() {
    return term;
  }

  /** Time since it was renewed, in seconds. */
  public double ageSeconds() {
    return (nanoTime.getAsLong() - renewed) / (double) Duration.ofSeconds(1).toNanos();
  }

  /** Whether what was taken under {@code term} may still be driven. */
  public boolean holds(int term) {
    return term == this.term && nanoTime.getAsLong() - renewed <= length;
  }
}
