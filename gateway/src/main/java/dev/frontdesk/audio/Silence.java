package dev.frontdesk.audio;

import java.util.Arrays;

/**
 * Where the carrier skipped sound, silence belongs (twilio.md 3.3): the model reckons time by what it was sent. Base64 of 0xFF, the
 * quietest µ-law, is nothing but slashes: three milliseconds are 32 of them.
 */
public final class Silence {
  /** So much may be missing without a gap: not more than two frames. */
  static final long TOLERATED_MS = 60;

  static final long LONGEST_MS = 10_000;
  private static final int STEP_MS = 3;
  private static final int STEP_CHARS = 32;
  private static final byte[] SECOND = new byte[1_000 / STEP_MS * STEP_CHARS];

  static {
    Arrays.fill(SECOND, (byte) '/');
  }

  private long expectedMs = -1;

  /** Takes up to 999 ms at a time. */
  @FunctionalInterface
  public interface Sink {
    void silence(byte[] base64, int from, int to);
  }

  /**
   * Sound that begins at {@code atMs} has arrived.
   *
   * @param bytes of µ-law in it
   * @return what is missing before it, ms, at most 10 s; 0: nothing
   */
  public long missingBefore(long atMs, int bytes) {
    if (atMs < 0) {
      return 0;
    }
    long missing = expectedMs < 0 ? 0 : atMs - expectedMs;
    long endsAt = atMs + bytes / Playback.BYTES_PER_MS;
    expectedMs = missing < -LONGEST_MS ? endsAt : Math.max(expectedMs, endsAt);
    return missing <= TOLERATED_MS ? 0 : Math.min(missing, LONGEST_MS);
  }

  /** The stream begins anew, and its time with it. */
  public void restart() {
    expectedMs = -1;
  }

  /** Writes {@code ms} of silence, rounded down to three. */
  public static void write(long ms, Sink sink) {
    long chars = ms / STEP_MS * STEP_CHARS;
    while (chars > 0) {
      int now = (int) Math.min(chars, SECOND.length);
      sink.silence(SECOND, 0, now);
      chars -= now;
    }
  }
}
