package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureTest {
  private static final String SENTENCE = "You are speaking with an AI assistant.";

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Good day, this is Bakery Novak. How can I help? | Good day, this is Bakery Novak. You are speaking with an AI assistant. How can I help?
      Good day, Bakery Novak.                         | Good day, Bakery Novak. You are speaking with an AI assistant.
      How can I help?                                 | You are speaking with an AI assistant. How can I help?
      Good day! What is it? And who are you?          | Good day! What is it? You are speaking with an AI assistant. And who are you?
      """)
  void isSaidBeforeTheQuestion(String greeting, String expected) {
    assertEquals(expected, Disclosure.in(greeting, SENTENCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello, I am the AI of Bakery Novak.",
        "Guten Tag, hier ist die KI der Bäckerei.",
        "Dobrý deň, som umelá inteligencia.",
        "Hello, this is your virtual assistant.",
        "You are speaking with an AI assistant. Hello.",
        ""
      })
  void isNotSaidTwiceNorIntoAModelsOwnWords(String greeting) {
    assertEquals(greeting, Disclosure.in(greeting, SENTENCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "J'ai le plaisir de vous écouter.",
        "Ai clienti diciamo buongiorno.",
        "Hier ist Kiel."
      })
  void isNotTakenForSaidByOtherWords(String greeting) {
    assertTrue(Disclosure.in(greeting, SENTENCE).contains(SENTENCE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en", "de", "sk", "cs", "pl", "hu", "fr", "es", "pt", "it", "nl", "uk", "ro", "sl", "hr",
        "bg", "sv", "da", "fi", "el"
      })
  void isThereInManyLanguagesWithoutAnySetting(String language) {
    var desk = new Desk();
    var choice = new LanguageChoice(language.toUpperCase(Locale.ROOT) + "-XX", null, null, true);
    assertTrue(Disclosure.sentence(desk.tenant(), choice).length() > 10);
  }

  @Test
  void isTheTenantsOwnInItsOwnLanguageAndWhereThereIsNoOther() {
    var desk = new Desk();
    desk.disclosure = "Som Ada, robot.";
    assertEquals("Som Ada, robot.", sentence(desk, "sk-SK"));
    assertEquals(SENTENCE, sentence(desk, "en"));
    assertEquals("Som Ada, robot.", sentence(desk, "tlh"));
  }

  private static String sentence(Desk desk, String language) {
    return Disclosure.sentence(desk.tenant(), new LanguageChoice(language, null, null, true));
  }
}
