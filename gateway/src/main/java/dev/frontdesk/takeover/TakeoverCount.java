package dev.frontdesk.takeover;

import java.util.concurrent.atomic.AtomicLong;

/** How many calls of lost nodes this one took over. May be used from any thread. */
public final class TakeoverCount {
  private final AtomicLong taken = new AtomicLong();

  void add() {
    taken.incrementAndGet();
  }

  public long taken() {
    return taken.get();
  }
}
