package dev.frontdesk.media;

/** A mark's name as {@link CarrierFrames} wrote it: three numbers between dots. Read without an object for each. */
final class MarkName {
  private static final int MOST_DIGITS = 15;

  private final long[] numbers = new long[3];

  /** @return whether it is one of ours */
  boolean read(byte[] bytes, int from, int to) {
    int number = 0;
    int digits = 0;
    numbers[0] = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9 && digits < MOST_DIGITS) {
        numbers[number] = numbers[number] * 10 + digit;
        digits++;
      } else if (bytes[i] == '.' && digits > 0 && number < 2) {
        numbers[++number] = 0;
        digits = 0;
      } else {
        return false;
      }
    }
    return number == 2 && digits > 0;
  }

  int generation() {
    return (int) Math.min(numbers[0], Integer.MAX_VALUE);
  }

  int item() {
    return (int) Math.min(numbers[1], Integer.MAX_VALUE);
  }

  long offset() {
    return numbers[2];
  }
}
