package dev.frontdesk.policy;

import dev.frontdesk.policy.SpokenDigits.Group;
import java.util.List;
import java.util.regex.Pattern;

/** Payment card numbers in a text: whole groups of digits with the same between all of them, of an issuer, with the right last digit. */
final class Cards {
  private static final int SHORTEST = 13;
  private static final int LONGEST = 19;
  private static final int SHOWN = 4;

  /** First digits and lengths that are given out; no more, so that times, dates and telephone numbers are left alone. */
  private static final Pattern ISSUED = Pattern.compile(
      "4(\\d{12}|\\d{15}|\\d{18})" // Visa
          + "|5[1-5]\\d{14}|(222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}" // Mastercard
          + "|3[47]\\d{13}" // American Express
          + "|3(0[0-5]|[689]\\d)\\d{11,16}|35\\d{14,17}" // Diners Club, JCB
          + "|(6\\d|5[06-8])\\d{11,17}"); // Discover, UnionPay, Maestro

  private Cards() {}

  static String mask(String text) {
    List<Group> groups = SpokenDigits.in(text);
    var masked = new StringBuilder();
    int copied = 0;
    for (int first = 0; first < groups.size(); first++) {
      int last = lastOfCard(groups, first);
      if (last >= 0) {
        String digits = digits(groups.subList(first, last + 1));
        masked
            .append(text, copied, groups.get(first).from())
            .append("[card …")
            .append(digits.substring(digits.length() - SHOWN))
            .append(']');
        copied = groups.get(last).to();
        first = last;
      }
    }
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }

  /** The last group of the longest card that begins with {@code first}; -1: none does. */
  private static int lastOfCard(List<Group> groups, int first) {
    var digits = new StringBuilder();
    int found = -1;
    for (int at = first; at < groups.size() && continues(groups, first, at); at++) {
      digits.append(groups.get(at).digits());
      if (digits.length() > LONGEST) {
        break;
      }
      if (digits.length() >= SHORTEST && isCard(digits)) {
        found = at;
      }
    }
    return found;
  }

  private static boolean continues(List<Group> groups, int first, int at) {
    char joint = groups.get(at).joint();
    return at == first
        || (joint != 0 && (at == first + 1 || joint == groups.get(at - 1).joint()));
  }

  private static boolean isCard(CharSequence digits) {
    return ISSUED.matcher(digits).matches() && hasLuhn(digits);
  }

  /** ISO/IEC 7812-1, annex B. */
  private static boolean hasLuhn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  private static String digits(List<Group> groups) {
    var digits = new StringBuilder();
    groups.forEach(group -> digits.append(group.digits()));
    return digits.toString();
  }
}
