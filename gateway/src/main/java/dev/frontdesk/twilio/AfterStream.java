package dev.frontdesk.twilio;

import dev.frontdesk.call.Call;
import dev.frontdesk.call.EndReason;
import org.jspecify.annotations.Nullable;

/** What becomes of a caller whose media stream has ended while the call has not. Pure. */
final class AfterStream {
  /** A stream that ends time and again is not begun once more. */
  static final int MOST_STREAMS = 6;

  private AfterStream() {}

  /** What the carrier is told. */
  enum Next {
    HANG_UP,
    /** Rings the target of the transfer that is under way. */
    DIAL,
    /** The conversation goes on in a new stream. */
    RESUME,
    /** It cannot go on: the caller is caught by the ladder. */
    APOLOGISE
  }

  /**
   * @param running whether the call's claim is not over
   * @param phase of the call where it is driven; null: nobody drives it just now, its node may be lost and another one about to
   * @param ending why it is over or about to be, as far as where it is or was driven that is known
   * @param hasTarget whether a transfer is under way
   * @param streams how many the caller has had
   */
  static Next of(
      boolean running,
      Call.@Nullable Phase phase,
      @Nullable EndReason ending,
      boolean hasTarget,
      int streams) {
    if (ending != null && ending.isOurFailure()) {
      return Next.APOLOGISE;
    }
    boolean over = phase == null && ending != null; // which the database may not know yet
    if (!running || over) {
      return Next.HANG_UP;
    }
    Next next = phase == null
        ? Next.RESUME
        : switch (phase) {
          case TRANSFERRING -> hasTarget ? Next.DIAL : Next.RESUME;
          case OFFERED, CONNECTING, TALKING -> Next.RESUME;
          case CLOSING, HANGING_UP, ENDED -> Next.HANG_UP;
        };
    return next == Next.RESUME && streams >= MOST_STREAMS ? Next.APOLOGISE : next;
  }
}
