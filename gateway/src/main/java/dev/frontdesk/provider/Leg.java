package dev.frontdesk.provider;

import io.vertx.core.Context;

/**
 * The caller's side of a call whose sound passes through us: base64 of µ-law (8 kHz, 8 bytes a millisecond) in slices of frames, which
 * are valid during the call of a method only. All of it happens on one event loop, that of {@link #context}.
 */
public interface Leg {

  /** What comes from the caller. */
  interface Listener {
    /** @param atMs of the sound's beginning, since the stream began; negative: not told */
    void sound(byte[] frame, int from, int to, long atMs);

    /** All that had come in one go is told. */
    void rest();

    /** The caller has heard everything up to the mark of {@link Leg#mark}. */
    void heard(int generation, int item, long offset);

    /** @param digit one of 0 to 9, * and # */
    void key(String digit);

    /** The carrier takes sound again. */
    void writable();

    /** @param forGood the carrier said so; false: the stream was lost, and may come back */
    void ended(boolean forGood);
  }

  /** What a leg counts for those who run the node. */
  enum Noted {
    /** A frame of the caller for which there was no room. */
    DROPPED,
    /** Silence was put where the carrier skipped sound. */
    PADDED
  }

  Context context();

  /** From now on this one is told, and no other. */
  void listen(Listener listener);

  /** Sound for the caller, sent with the next {@link #flush}. */
  void play(byte[] frame, int from, int to);

  /** A mark behind what was played; likewise. */
  void mark(int generation, int item, long offset);

  void flush();

  /** What was sent and not heard is not to be heard. */
  void clear();

  /** Whether the carrier takes more; if not, {@link Listener#writable} tells when. */
  boolean isWritable();

  void note(Noted what);

  /** The stream is closed; the carrier goes on with the call as it was told when the stream began. */
  void close();
}
