package dev.frontdesk.simulator.load.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;

/** A frame of 20 ms of µ-law, in base64, whose first bytes say when it was sent. */
final class Stamp {
  /** Of a frame. */
  static final int LENGTH = 216; // characters

  private static final int CHARS = 11; // of a long
  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);
  private static final byte[] VALUES = values();
  private static final byte[] SILENCE = silence();

  private Stamp() {}

  /** @param nanos of {@link System#nanoTime}, not negative */
  static void write(byte[] to, int at, long nanos) {
    System.arraycopy(SILENCE, 0, to, at, LENGTH);
    for (int i = 0; i < CHARS - 1; i++) {
      to[at + i] = ALPHABET[(int) (nanos >>> (58 - 6 * i)) & 0x3F];
    }
    // Two bits of the next byte, which is silence.
    to[at + CHARS - 1] = ALPHABET[((int) (nanos << 2) & 0x3C) | 3];
  }

  /** @return when it was sent; negative: it carries no stamp */
  static long read(byte[] bytes, int from, int end) {
    if (from < 0 || end - from < CHARS) {
      return -1;
    }
    long nanos = 0;
    for (int i = 0; i < CHARS - 1; i++) {
      nanos = (nanos << 6) | VALUES[bytes[from + i] & 0x7F];
    }
    return (nanos << 4) | (VALUES[bytes[from + CHARS - 1] & 0x7F] >> 2);
  }

  private static byte[] values() {
    byte[] values = new byte[128];
    for (int i = 0; i < ALPHABET.length; i++) {
      values[ALPHABET[i]] = (byte) i;
    }
    return values;
  }

  private static byte[] silence() {
    byte[] silence = new byte[160];
    Arrays.fill(silence, (byte) 0xFF);
    return Base64.getEncoder().encode(silence);
  }
}
