package dev.frontdesk.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A name as people say it, made comparable: lower case, without diacritics, punctuation and words that name nobody.
 *
 * @param words in their order; never empty unless nothing was said
 * @param joined every word, polite ones too, without spaces: "help desk" and "helpdesk" are the same
 */
record SpokenName(List<String> words, String joined) {
  private static final int LONGEST = 200;

  /** Words around a name; dropped only if something else is left. */
  private static final Set<String> POLITE = Set.of(
      "a",
      "an",
      "the",
      "to",
      "me",
      "my",
      "please",
      "with",
      "of",
      "from",
      "in",
      "for",
      "at",
      "your",
      "our",
      "i",
      "want",
      "would",
      "like",
      "can",
      "could",
      "you",
      "speak",
      "talk",
      "transfer",
      "connect",
      "put",
      "through",
      "department",
      "dept",
      "team",
      "office",
      "desk",
      "mr",
      "mrs",
      "ms",
      "pan",
      "pani",
      "prosim",
      "oddelenie",
      "herr",
      "frau",
      "bitte",
      "abteilung");

  static SpokenName of(String text) {
    String capped = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String plain = Normalizer.normalize(capped, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        word.appendCodePoint(c);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '\'' && c != '’') {
        flush(word, words);
      }
    }
    flush(word, words);
    List<String> naming = words.stream().filter(each -> !POLITE.contains(each)).toList();
    return new SpokenName(naming.isEmpty() ? List.copyOf(words) : naming, String.join("", words));
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Every word of {@code other} is among these, each possibly with small typos. */
  boolean covers(SpokenName other, boolean typos) {
    return !other.isEmpty()
        && other.words.stream()
            .allMatch(word -> words.stream().anyMatch(own -> same(own, word, typos)));
  }

  boolean isFullerThan(SpokenName other) {
    return words.size() > other.words.size() && covers(other, false);
  }

  /** Joined they are the same but for small typos. */
  boolean soundsLike(SpokenName other) {
    return same(joined, other.joined, true);
  }

  private static boolean same(String one, String other, boolean typos) {
    return one.equals(other) || (typos && Typos.between(one, other) <= Typos.allowed(one, other));
  }
}
