package dev.frontdesk.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant wants done when a caller speaks of an emergency.
 *
 * @param enabled false: the receptionist is left to itself
 * @param standardWords whether what people say everywhere counts, such as "call an ambulance"
 * @param words what counts besides, by BCP 47 tag, at most 100 in all; heard whatever the call's language is
 * @param sentences what is said then, by BCP 47 tag; the standard one in other languages
 * @param target key of the transfer target that the caller is put through to then, at any hour; null: nobody
 */
public record EmergencyCare(
    boolean enabled,
    boolean standardWords,
    Map<String, List<String>> words,
    Map<String, String> sentences,
    @Nullable String target) {
  private static final int MOST_WORDS = 100;
  private static final int LONGEST_WORDS = 80;
  private static final int LONGEST_SENTENCE = 400;

  public static final EmergencyCare DEFAULTS =
      new EmergencyCare(true, true, Map.of(), Map.of(), null);

  public EmergencyCare {
    words = sorted(words);
    sentences = sorted(sentences);
    Range.check(
        "emergency words", words.values().stream().mapToInt(List::size).sum(), 0, MOST_WORDS);
    words.values().forEach(each -> each.forEach(EmergencyCare::check));
    sentences
        .values()
        .forEach(each -> Range.check(
            "length of the sentence for emergencies", each.length(), 1, LONGEST_SENTENCE));
  }

  private static void check(String words) {
    Range.check("length of emergency words", words.length(), 1, LONGEST_WORDS);
    if (words.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException("nothing that can be said: " + Printable.brief(words));
    }
  }

  private static <T> Map<String, T> sorted(Map<String, T> byTag) {
    return java.util.Collections.unmodifiableMap(new TreeMap<>(byTag));
  }
}
