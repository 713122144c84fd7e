package dev.frontdesk.journal;

/** Whether facts reach the database at once; read by readiness on another thread. */
public final class JournalHealth {
  private volatile boolean spooling;

  void spooling(boolean now) {
    spooling = now;
  }

  /** Facts wait in the spool of this node: the database is away, or was and is being caught up with. */
  public boolean isSpooling() {
    return spooling;
  }
}
