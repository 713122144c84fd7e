package dev.frontdesk.simulator.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** A frame of 20 ms of µ-law whose first bytes say when it was sent. */
final class Stamp {
  private static final int STAMPED =
      9; // bytes: a long and one more, so that base64 needs no padding
  private static final int CHARS = 12;
  private static final String REST = rest();

  private Stamp() {}

  static String now() {
    byte[] bytes = new byte[STAMPED];
    ByteBuffer.wrap(bytes).putLong(System.nanoTime());
    return Base64.getEncoder().encodeToString(bytes) + REST;
  }

  /** @return nanoseconds since it was sent; negative: it carries no stamp */
  static long age(String frame, int from) {
    if (from < 0 || frame.length() < from + CHARS) {
      return -1;
    }
    byte[] bytes = Base64.getDecoder().decode(frame.substring(from, from + CHARS));
    long sent = ByteBuffer.wrap(bytes).getLong();
    return sent < 0 ? -1 : System.nanoTime() - sent;
  }

  private static String rest() {
    byte[] silence = new byte[160 - STAMPED];
    Arrays.fill(silence, (byte) 0xFF);
    return Base64.getEncoder().encodeToString(silence);
  }
}
