package dev.frontdesk.simulator.carrier.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * 160 bytes in place of 20 ms of sound, which tell who made them, in which order and when: so bytes can be followed through a gateway.
 *
 * @param micros of the monotonic clock when it was sent; comparable within one process only
 * @param speaker who made it
 * @param number counts the frames of one speaker from 0
 */
public record Marker(long micros, int speaker, int number) {
  /** Bytes of 20 ms µ-law. */
  public static final int BYTES = 160;

  /** The µ-law of no sound. */
  public static final byte SILENCE = (byte) 0xff;

  private static final int MAGIC = 0x4644534b;
  private static final int HEADER = 20;

  public static Marker now(int speaker, int number) {
    return new Marker(System.nanoTime() / 1000, speaker, number);
  }

  public byte[] bytes() {
    byte[] frame = new byte[BYTES];
    ByteBuffer.wrap(frame).putLong(micros).putInt(speaker).putInt(number).putInt(MAGIC);
    Arrays.fill(frame, HEADER, BYTES, (byte) (0x20 + Math.floorMod(speaker + number, 64)));
    return frame;
  }

  /** The marker that begins at {@code from}; empty if none does. */
  public static Optional<Marker> at(byte[] audio, int from) {
    if (from < 0 || audio.length - from < HEADER) {
      return Optional.empty();
    }
    ByteBuffer read = ByteBuffer.wrap(audio, from, HEADER);
    Marker marker = new Marker(read.getLong(), read.getInt(), read.getInt());
    return read.getInt() == MAGIC ? Optional.of(marker) : Optional.empty();
  }
}
