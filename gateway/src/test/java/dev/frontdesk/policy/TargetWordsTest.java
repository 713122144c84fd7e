package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetWordsTest {
  private static final PhoneNumber CALLER = new PhoneNumber("+421900");

  @ParameterizedTest
  @CsvSource(textBlock = """
      en,    en-US, 'A caller for you: Jana, 4 2 1 9 0 0. It is about: bread.'
      en-GB, en-GB, 'A caller for you: Jana, 4 2 1 9 0 0. It is about: bread.'
      de,    de-DE, 'Ein Anruf für Sie: Jana, 4 2 1 9 0 0. Es geht um: bread.'
      fr,    fr-FR, 'Un appel pour vous : Jana, 4 2 1 9 0 0. À propos de : bread.'
      es,    es-ES, 'Una llamada para usted: Jana, 4 2 1 9 0 0. Se trata de: bread.'
      it,    it-IT, 'Una chiamata per lei: Jana, 4 2 1 9 0 0. Si tratta di: bread.'
      sk,    sk-SK, 'Máte hovor: Jana, 4 2 1 9 0 0. Ide o: bread.'
      cs,    cs-CZ, 'Máte hovor: Jana, 4 2 1 9 0 0. Jde o: bread.'
      """)
  void whoCallsAndWhatAboutIsToldInTheLanguageOfTheBusiness(
      String tag, String language, String words) {
    var told = TargetWords.in(tag);
    assertEquals(language, told.language());
    assertEquals(words, told.caller(CALLER, "Jana", " bread "));
    assertEquals(language, told.tooLate().language());
    assertTrue(told.question().contains("1") && told.question().contains("2"), told::question);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "pl", "x"})
  void aLanguageWithoutWordsIsEnglish(String tag) {
    assertEquals("en-US", TargetWords.in(tag).language());
    assertEquals(
        "A caller for you: the number is withheld.", TargetWords.in(tag).caller(null, "Jana", ""));
  }

  @Test
  void aNumberIsWrittenAsItIsDialled() {
    assertEquals(
        "Ein Anruf für Sie: Jana, +421900. Es geht um: bread.",
        TargetWords.in("de").text(CALLER, "Jana", "bread"));
  }

  @Test
  void aLongSummaryIsCut() {
    assertEquals(
        "A caller for you: 4 2 1 9 0 0. It is about: " + "x".repeat(300) + ".",
        TargetWords.in("en").caller(CALLER, "", "x".repeat(400)));
  }
}
