package dev.frontdesk.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Whether facts reach the database at once, and how far behind it is; written by the journal, read by others on any thread. */
public final class JournalHealth {
  private static final long NONE = Long.MIN_VALUE;

  private final LongAdder stored = new LongAdder();
  private final LongAdder spooled = new LongAdder();
  private volatile boolean spooling;
  private volatile long spoolBytes;
  private volatile long spoolLimit;

  /** By the monotonic clock, when the oldest of the rows came that wait for the next flush, in the one under way, in the spool. */
  private volatile long gatheredSince = NONE;

  private volatile long underWaySince = NONE;
  private volatile long spooledSince = NONE;

  void gathered() {
    if (gatheredSince == NONE) {
      gatheredSince = System.nanoTime();
    }
  }

  void flushing() {
    underWaySince = gatheredSince;
    gatheredSince = NONE;
  }

  void flushed() {
    underWaySince = NONE;
  }

  void stored(int rows) {
    stored.add(rows);
  }

  void spooled(int rows, long bytes) {
    spooled.add(rows);
    spoolBytes = bytes;
  }

  void spoolBytes(long bytes) {
    spoolBytes = bytes;
  }

  void spoolLimit(long bytes) {
    spoolLimit = bytes;
  }

  /** The first rows in the spool are those that are under way just now, or those an earlier process left. */
  void spooling(boolean now) {
    spooling = now;
    spooledSince = !now ? NONE : underWaySince != NONE ? underWaySince : System.nanoTime();
  }

  /** Facts wait in the spool of this node: the database is away, or was and is being caught up with. */
  public boolean isSpooling() {
    return spooling;
  }

  /** Age of the oldest row that is not in the database; 0: none waits. */
  public double lagSeconds() {
    long now = System.nanoTime();
    long oldest = Math.max(
        age(spooledSince, now), Math.max(age(underWaySince, now), age(gatheredSince, now)));
    return oldest / (double) TimeUnit.SECONDS.toNanos(1);
  }

  public long stored() {
    return stored.sum();
  }

  public long spooled() {
    return spooled.sum();
  }

  public long spoolBytes() {
    return spoolBytes;
  }

  public long spoolLimit() {
    return spoolLimit;
  }

  private static long age(long since, long now) {
    return since == NONE ? 0 : Math.max(0, now - since);
  }
}
