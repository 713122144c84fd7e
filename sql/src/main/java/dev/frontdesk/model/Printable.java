package dev.frontdesk.model;

/** Text from outside, made safe to stand in a message: short, without control characters. */
public final class Printable {
  private static final int LONGEST = 64;

  private Printable() {}

  /** At most 64 characters of {@code text}, control characters replaced; a cut is marked with an ellipsis. */
  public static String brief(String text) {
    return capped(text, LONGEST);
  }

  /**
   * At most {@code longest} characters of {@code text}; control and format characters and halves of surrogate pairs, which neither
   * JSON nor a database takes, become a space.
   */
  public static String capped(String text, int longest) {
    int end = Math.min(text.length(), longest);
    var safe = new StringBuilder(end + 1);
    for (int i = 0; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (i <= end) {
        safe.appendCodePoint(isUnsafe(c) ? ' ' : c);
      }
    }
    return text.length() > longest ? safe.append('…').toString() : safe.toString();
  }

  private static boolean isUnsafe(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c) || type == Character.FORMAT || type == Character.SURROGATE;
  }
}
