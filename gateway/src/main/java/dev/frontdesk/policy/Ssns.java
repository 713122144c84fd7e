package dev.frontdesk.policy;

import java.util.regex.Pattern;

/** Social security numbers of the United States in a text: 3, 2 and 4 digits, but those that are never given out (SSA POMS RM 10201.035). */
final class Ssns {
  /** {@code %s} stands between the groups, and not on either side: then it is a longer number. */
  private static final String GROUPS =
      "(?<![\\p{Alnum}+])(?<!\\d%1$s)(?!000|666|9)\\d{3}%1$s(?!00)\\d{2}%1$s(?!0000)\\d{4}(?!%1$s?\\p{Alnum}*\\d)";

  private static final Pattern SSN =
      Pattern.compile(GROUPS.formatted("-") + "|" + GROUPS.formatted(" "));

  private Ssns() {}

  static String mask(String text) {
    return SSN.matcher(text).replaceAll("[ssn]");
  }
}
