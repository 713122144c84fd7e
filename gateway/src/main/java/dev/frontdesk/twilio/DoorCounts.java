package dev.frontdesk.twilio;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How many of the carrier's requests met which end; read by other threads. */
public final class DoorCounts {

  /** Every end of a request. */
  public enum End {
    ANSWERED,
    FORWARDED,
    REJECTED,
    /** A call by SIP came here to go on, under a token that was made for it. */
    MOVED,
    /** As MOVED, and the token was never made, is spent, too old or another endpoint's. */
    MOVE_REFUSED,
    /** We could not talk: the business's fallback rings. */
    FELL_BACK_TO_PEOPLE,
    /** We could not talk, or were not to: the caller is asked to leave a message. */
    FELL_BACK_TO_VOICEMAIL,
    /** We could not talk, and nothing was left but to say so. */
    APOLOGISED,
    /** The carrier has recorded a message. */
    RECORDED,
    /** Told the same again. */
    REPEATED,
    /** What follows the end of a stream or of a dialled call. */
    FOLLOWED,
    /** Progress of a call or a stream. */
    NEWS,
    STREAM_ERROR,
    MISSING_HEADER,
    BAD_SIGNATURE,
    /** Genuine but for what may be unsigned, which was not believed. */
    SIGNED_IN_PART,
    WRONG_ACCOUNT,
    TOO_LARGE,
    MALFORMED,
    UNKNOWN_ENDPOINT,
    NO_PUBLIC_URL
  }

  private final Map<End, LongAdder> counts = new EnumMap<>(End.class);

  public DoorCounts() {
    for (End end : End.values()) {
      counts.put(end, new LongAdder());
    }
  }

  void count(End end) {
    adder(end).increment();
  }

  public long of(End end) {
    return adder(end).sum();
  }

  private LongAdder adder(End end) {
    return Objects.requireNonNull(counts.get(end));
  }
}
