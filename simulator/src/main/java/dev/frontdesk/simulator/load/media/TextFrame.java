package dev.frontdesk.simulator.load.media;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A text that is made anew fifty times a second, in place. */
final class TextFrame {
  private static final int LARGEST = 1 << 10; // characters

  final byte[] bytes = new byte[LARGEST];
  private int length;

  static byte[] part(String text) {
    return text.getBytes(US_ASCII);
  }

  int length() {
    return length;
  }

  TextFrame begin() {
    length = 0;
    return this;
  }

  TextFrame add(byte[] part) {
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
    return this;
  }

  /** @param number not negative */
  TextFrame add(int number) {
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    int rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  TextFrame addStamp() {
    Stamp.write(bytes, length, System.nanoTime());
    length += Stamp.LENGTH;
    return this;
  }

  /** @return where {@code part} ends in {@code bytes} for the first time; -1: it is not there */
  static int after(byte[] part, byte[] bytes, int from, int length) {
    int last = from + length - part.length;
    for (int at = from; at <= last; at++) {
      int same = 0;
      while (same < part.length && bytes[at + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return at + same;
      }
    }
    return -1;
  }

  static boolean begins(byte[] part, byte[] bytes, int from, int length) {
    return length >= part.length && after(part, bytes, from, part.length) > 0;
  }
}
