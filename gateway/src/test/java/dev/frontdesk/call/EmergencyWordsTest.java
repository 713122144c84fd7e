package dev.frontdesk.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.frontdesk.model.Emergency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencyWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Call 911!",
        "please, call   nine-one-one",
        "I think he's having a HEART ATTACK",
        "I can't breathe.",
        "I can’t breathe.",
        "112",
        "112, please",
        "Ich brauche einen Notarzt",
        "Er ist bewußtlos, rufen Sie den Krankenwagen",
        "Zavolajte prosím zachranku, muž nedýcha",
        "Potřebuju záchranku",
        "Proszę o karetkę, zawał serca",
        "J'ai besoin d’une ambulance",
        "Necesito una ambulancia",
        "Викличте швидку!"
      })
  void isHeardInManyLanguages(String said) {
    assertNotNull(standard(said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "...",
        "Do you offer an emergency service for boilers?",
        "I live at 112 Main Street",
        "My number is 0905 112 911",
        "The heart of the attack",
        "heartattack",
        "Das Notarztwesen interessiert mich",
        "It costs 999 euros"
      })
  void isNotHeardInWhatPeopleSayAllDay(String said) {
    assertNull(standard(said));
  }

  @Test
  void namesTheTenantsOwnWordsAsTheyAreWritten() {
    var gas = new Emergency(true, List.of("Únik plynu", "火事です"), "s", null);
    assertEquals("Únik plynu", EmergencyWords.in("hlasim unik PLYNU v pivnici", gas));
    assertEquals("火事です", EmergencyWords.in("すみません火事です！", gas));
    assertNull(EmergencyWords.in("plyn uniká", gas));
  }

  @Test
  void standardWordsCanBeSwitchedOff() {
    assertNull(EmergencyWords.in("call 911", new Emergency(false, List.of(), "s", null)));
  }

  @Test
  void isFoundInTheFirstTwoThousandCharactersOnly() {
    assertNotNull(standard("so ".repeat(600) + "call an ambulance"));
    assertNull(standard("so ".repeat(700) + "call an ambulance"));
  }

  private static @Nullable String standard(String said) {
    return EmergencyWords.in(said, new Emergency(true, List.of(), "s", null));
  }
}
