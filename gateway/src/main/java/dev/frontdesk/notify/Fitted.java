package dev.frontdesk.notify;

import java.util.function.IntFunction;

/** Escaped text that keeps within a limit. */
final class Fitted {
  private static final String CUT = "…";

  private Fitted() {}

  /**
   * @param limit in UTF-16 units of what comes out, the most cautious way to count
   * @param escape what a code point becomes
   * @return all of it, or as much as fits and an ellipsis; no escape and no pair is torn
   */
  static String to(int limit, String text, IntFunction<String> escape) {
    var fitted = new StringBuilder();
    int whole = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      fitted.append(escape.apply(point));
      if (fitted.length() > limit) {
        fitted.setLength(whole);
        return fitted.append(CUT).toString();
      }
      if (fitted.length() <= limit - CUT.length()) {
        whole = fitted.length();
      }
      at += Character.charCount(point);
    }
    return fitted.toString();
  }

  static String to(int limit, String text) {
    return to(limit, text, Character::toString);
  }
}
