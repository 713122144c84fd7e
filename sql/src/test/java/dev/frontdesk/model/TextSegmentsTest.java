package dev.frontdesk.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TextSegmentsTest {
  @Test
  void plainLettersAre160Or153Each() {
    assertEquals(0, TextSegments.of(""));
    assertEquals(1, TextSegments.of("a".repeat(160)));
    assertEquals(2, TextSegments.of("a".repeat(161)));
    assertEquals(2, TextSegments.of("a".repeat(306)));
    assertEquals(3, TextSegments.of("a".repeat(307)));
  }

  @Test
  void whatNeedsTwoPlacesCountsTwice() {
    assertEquals(1, TextSegments.of("€".repeat(80)));
    assertEquals(2, TextSegments.of("€".repeat(81)));
  }

  @Test
  void oneOtherLetterMakesAllOfThemLong() {
    assertEquals(1, TextSegments.of("š" + "a".repeat(69)));
    assertEquals(2, TextSegments.of("š" + "a".repeat(70)));
    assertEquals(1, TextSegments.of("📞".repeat(35)));
    assertEquals(2, TextSegments.of("📞".repeat(36)));
  }

  @Test
  void aTextIsCutToWhatItMayCost() {
    assertEquals("short", TextSegments.fitted("short", 1));
    String cut = TextSegments.fitted("a".repeat(400), 2);
    assertEquals(306, cut.length());
    assertTrue(cut.endsWith("a..."));
    assertEquals(1, TextSegments.of(TextSegments.fitted("📞".repeat(90), 1)));
  }
}
