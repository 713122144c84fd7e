package dev.frontdesk.audio;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What a client's frames are masked with, and unmasked (RFC 6455 5.3): octet i of the payload by octet i modulo 4 of the key. */
final class Mask {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Mask() {}

  static void apply(int key, byte[] bytes, int length) {
    long both = both(key);
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      LONG.set(bytes, at, (long) LONG.get(bytes, at) ^ both);
    }
    for (; at < length; at++) {
      bytes[at] ^= octet(key, at);
    }
  }

  static void apply(int key, ByteBuf bytes, int from, int length) {
    long both = both(key);
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      bytes.setLong(from + at, bytes.getLong(from + at) ^ both);
    }
    for (; at < length; at++) {
      bytes.setByte(from + at, bytes.getByte(from + at) ^ octet(key, at));
    }
  }

  private static long both(int key) {
    return ((long) key << Integer.SIZE) | (key & 0xFFFFFFFFL);
  }

  private static byte octet(int key, int at) {
    return (byte) (key >>> ((3 - (at & 3)) * Byte.SIZE));
  }
}
