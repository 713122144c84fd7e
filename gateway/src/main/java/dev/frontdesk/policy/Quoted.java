package dev.frontdesk.policy;

/** Text from outside as one quoted line of data: it can neither end its quotes nor begin a line of its own. */
final class Quoted {
  private Quoted() {}

  /** At most {@code longest} characters of {@code text} between double quotes; what could end the quotes or the block is replaced. */
  static String of(String text, int longest) {
    return '"' + line(text, longest).replace('"', '\'').replace('<', '(').replace('>', ')') + '"';
  }

  /** At most {@code longest} characters of {@code text} on one line, runs of white space and control characters as one space. */
  static String line(String text, int longest) {
    var safe = new StringBuilder(Math.min(text.length(), longest));
    boolean space = false;
    for (int i = 0; i < text.length() && safe.length() < longest; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        space = safe.length() > 0;
      } else {
        if (space) {
          safe.append(' ');
          space = false;
        }
        safe.appendCodePoint(c);
      }
    }
    return capped(safe, longest).strip();
  }

  /** At most {@code longest} characters of text that may have several lines; never half a surrogate pair, no control characters. */
  static String lines(String text, int longest) {
    var safe = new StringBuilder(Math.min(text.length(), longest));
    for (int i = 0; i < text.length() && safe.length() < longest; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n' || c == '\t' || !isBlank(c) || c == ' ') {
        safe.appendCodePoint(c);
      }
    }
    return capped(safe, longest).strip();
  }

  private static String capped(StringBuilder text, int longest) {
    if (text.length() > longest) {
      text.setLength(longest);
    }
    if (text.length() > 0 && Character.isHighSurrogate(text.charAt(text.length() - 1))) {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isISOControl(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.SURROGATE;
  }
}
