package dev.frontdesk.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of digits in a text: as figures, or as English words, one by one and as {@code double} or {@code triple}. */
final class SpokenDigits {
  private static final Map<String, String> WORDS = Map.ofEntries(
      Map.entry("zero", "0"),
      Map.entry("oh", "0"),
      Map.entry("one", "1"),
      Map.entry("two", "2"),
      Map.entry("three", "3"),
      Map.entry("four", "4"),
      Map.entry("five", "5"),
      Map.entry("six", "6"),
      Map.entry("seven", "7"),
      Map.entry("eight", "8"),
      Map.entry("nine", "9"));
  private static final Map<String, Integer> TIMES = Map.of("double", 2, "triple", 3);
  private static final int WIDEST_GAP = 3;
  private static final char NO_SIGN = ' ';

  private SpokenDigits() {}

  /**
   * Digits without anything between them.
   *
   * @param from first character, {@code to} the one after the last
   * @param joint what stands between the group before and this one: a space for white space only, a single sign, or 0 if they do not
   *     belong together
   */
  record Group(int from, int to, String digits, char joint) {}

  static List<Group> in(String text) {
    var groups = new ArrayList<Group>();
    int at = 0;
    int times = 1;
    int from = -1;
    while (at < text.length()) {
      int end = wordEnd(text, at);
      if (end == at) {
        at++;
        continue;
      }
      String word = text.substring(at, end);
      int begun = from < 0 ? at : from;
      String digits = digits(word);
      Integer multiple = TIMES.get(word.toLowerCase(Locale.ROOT));
      if (digits != null) {
        groups.add(new Group(begun, end, digits.repeat(times), joint(text, groups, begun)));
      }
      times = multiple == null ? 1 : multiple;
      from = multiple == null ? -1 : at;
      at = end;
    }
    return groups;
  }

  private static int wordEnd(String text, int at) {
    int end = at;
    while (end < text.length() && isOfWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '+';
  }

  /** Null: a word, a name or a number with a sign of its own, such as {@code +421}. */
  private static @Nullable String digits(String word) {
    var digits = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      int digit = Character.digit(word.charAt(i), 10);
      if (digit < 0) {
        return WORDS.get(word.toLowerCase(Locale.ROOT));
      }
      digits.append(digit);
    }
    return digits.toString();
  }

  private static char joint(String text, List<Group> groups, int from) {
    if (groups.isEmpty()) {
      return 0;
    }
    int to = groups.get(groups.size() - 1).to();
    if (from - to > WIDEST_GAP) {
      return 0;
    }
    char sign = NO_SIGN;
    for (int i = to; i < from; i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        if (sign != NO_SIGN || !isJoint(c)) {
          return 0;
        }
        sign = Character.getType(c) == Character.DASH_PUNCTUATION ? '-' : c;
      }
    }
    return sign;
  }

  private static boolean isJoint(char c) {
    return c == ',' || c == '.' || Character.getType(c) == Character.DASH_PUNCTUATION;
  }
}
