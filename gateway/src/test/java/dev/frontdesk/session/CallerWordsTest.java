package dev.frontdesk.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerWordsTest {
  private final CallerWords words = new CallerWords();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      I want rolls.                | Jana, please.  | "I want rolls. Jana, please"
      Is she there?                |                | "Is she there?"
      He said "now"                | ok             | "He said now ok"
                                   |                | ''
      """)
  void areToldInOneLineInQuotationMarks(String first, String second, String expected) {
    words.heard(first == null ? " " : first);
    words.heard(second == null ? "\n" : second);
    assertEquals(expected, words.quoted());
  }

  @Test
  void theLatestThatFitAreTold() {
    for (int i = 1; i <= 100; i++) {
      words.heard("Sentence " + i + ".");
    }
    String told = words.quoted();
    assertTrue(told.startsWith("\"Sentence "), told);
    assertTrue(told.endsWith("Sentence 99. Sentence 100\""), told);
    assertTrue(told.length() > 250 && told.length() <= CallerWords.LONGEST + 2, told);
  }

  @Test
  void ofOneLongSpeechItsEndIsTold() {
    words.heard("word ".repeat(200) + "invoice");
    String told = words.quoted();
    assertTrue(told.startsWith("\"word word") && told.endsWith(" invoice\""), told);
    assertTrue(told.length() <= CallerWords.LONGEST + 2, told);
  }
}
