package dev.frontdesk.call;

import dev.frontdesk.model.Emergency;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what speaks of an emergency in what a caller said: whole words in their order, capitals, diacritics and apostrophes aside. A
 * bare number counts only where hardly anything else is said, since 112 is also a room and a price.
 */
final class EmergencyWords {
  private static final int LONGEST_TEXT = 2_000;
  private static final int WORDS_WITH_A_NUMBER = 2;
  private static final EmergencyWords STANDARD = new EmergencyWords(StandardEmergencyWords.ALL);

  /** By their first word. */
  private final Map<String, List<Phrase>> phrases = new HashMap<>();

  private record Phrase(String written, List<String> words) {
    boolean isAt(int place, List<String> said) {
      return place + words.size() <= said.size()
          && said.subList(place, place + words.size()).equals(words)
          && (!isNumber() || said.size() <= WORDS_WITH_A_NUMBER);
    }

    private boolean isNumber() {
      return words.size() == 1 && words.get(0).chars().allMatch(Character::isDigit);
    }
  }

  private EmergencyWords(List<String> written) {
    for (String each : written) {
      List<String> words = words(each);
      if (!words.isEmpty()) {
        phrases
            .computeIfAbsent(words.get(0), first -> new ArrayList<>())
            .add(new Phrase(each, words));
      }
    }
  }

  /** The first that counts, as it is written in the settings; null: none. */
  static @Nullable String in(String text, Emergency wanted) {
    List<String> said =
        words(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    String found = wanted.standardWords() ? STANDARD.among(said) : null;
    return found != null || wanted.words().isEmpty()
        ? found
        : new EmergencyWords(wanted.words()).among(said);
  }

  private @Nullable String among(List<String> said) {
    for (int place = 0; place < said.size(); place++) {
      for (Phrase each : phrases.getOrDefault(said.get(place), List.of())) {
        if (each.isAt(place, said)) {
          return each.written();
        }
      }
    }
    return null;
  }

  /** Where words are written without spaces, each sign is one. */
  private static List<String> words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      boolean alone = isWrittenWithoutSpaces(c);
      if (Character.isLetterOrDigit(c) && !alone) {
        word.append(folded(c));
      } else if (alone || !isPartOfWord(c)) {
        flush(word, words);
      }
      if (alone) {
        words.add(Character.toString(c));
      }
    }
    flush(word, words);
    return words;
  }

  private static boolean isPartOfWord(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK || c == '\'' || c == '’';
  }

  private static boolean isWrittenWithoutSpaces(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(c);
      default -> false;
    };
  }

  /** Letters whose stroke or shape is no mark of its own in Unicode. */
  private static String folded(int c) {
    return switch (c) {
      case 'ß' -> "ss";
      case 'ł' -> "l";
      case 'ø' -> "o";
      case 'đ' -> "d";
      case 'ı' -> "i";
      case 'æ' -> "ae";
      case 'œ' -> "oe";
      default -> Character.toString(c);
    };
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
