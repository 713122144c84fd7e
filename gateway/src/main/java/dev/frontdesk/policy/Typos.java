package dev.frontdesk.policy;

/** How far two words are apart: letters changed, added, left out, or two neighbours swapped. */
final class Typos {
  private Typos() {}

  /** Short words may not differ at all: "Jan" is not "Jana"; from 5 letters one typo is forgiven, from 9 two. */
  static int allowed(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    return shorter < 5 ? 0 : shorter < 9 ? 1 : 2;
  }

  /** Optimal string alignment distance; words that differ in length by more than two are not compared. */
  static int between(String one, String other) {
    if (Math.abs(one.length() - other.length()) > 2) {
      return Integer.MAX_VALUE;
    }
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        boolean equal = one.charAt(i - 1) == other.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (equal ? 0 : 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[other.length()];
  }
}
