package dev.frontdesk.policy;

import java.util.Locale;
import java.util.Map;

/**
 * A sentence for a carrier's synthetic voice.
 *
 * @param language BCP 47 tag with a region, as carriers want it
 */
public record Spoken(String text, String language) {
  private static final String ENGLISH = "en-US";

  /** Regions of languages that are not named like their country. */
  private static final Map<String, String> REGIONS = Map.of(
      "en", "US", "cs", "CZ", "da", "DK", "el", "GR", "nb", "NO", "sl", "SI", "sv", "SE", "uk",
      "UA");

  /** What every caller may hear, of whichever business. */
  public enum Sentence {
    CANNOT_TALK,
    LEAVE_A_MESSAGE,
    MESSAGE_TAKEN
  }

  private static final Map<Sentence, Map<String, String>> STANDARD = Map.of(
      Sentence.CANNOT_TALK,
      Map.of(
          "en", "We are sorry, our receptionist cannot take your call at the moment.",
          "de", "Unser Empfang kann Ihren Anruf gerade leider nicht annehmen.",
          "fr",
              "Nous sommes désolés, notre accueil ne peut pas prendre votre appel pour le moment.",
          "es", "Lo sentimos, nuestra recepción no puede atender su llamada en este momento.",
          "it", "Siamo spiacenti, al momento non possiamo rispondere alla sua chiamata.",
          "sk", "Ľutujeme, naša recepcia teraz nemôže prijať váš hovor.",
          "cs", "Je nám líto, naše recepce teď nemůže přijmout váš hovor."),
      Sentence.LEAVE_A_MESSAGE,
      Map.of(
          "en", "Please leave a message after the tone. It will be recorded.",
          "de", "Bitte sprechen Sie nach dem Ton. Ihre Nachricht wird aufgezeichnet.",
          "fr", "Veuillez laisser un message après le signal sonore. Il sera enregistré.",
          "es", "Por favor, deje un mensaje después de la señal. Será grabado.",
          "it", "Lasci un messaggio dopo il segnale acustico. Sarà registrato.",
          "sk", "Zanechajte, prosím, odkaz po zaznení tónu. Bude nahraný.",
          "cs", "Zanechte prosím vzkaz po zaznění tónu. Bude nahrán."),
      Sentence.MESSAGE_TAKEN,
      Map.of(
          "en", "Thank you. Goodbye!",
          "de", "Vielen Dank. Auf Wiederhören!",
          "fr", "Merci. Au revoir !",
          "es", "Gracias. ¡Adiós!",
          "it", "Grazie. Arrivederci!",
          "sk", "Ďakujeme. Dopočutia!",
          "cs", "Děkujeme. Na slyšenou!"));

  /** In the language of {@code tag}, if it is known there; else in English. */
  public static Spoken standard(Sentence sentence, String tag) {
    String found = STANDARD.getOrDefault(sentence, Map.of()).get(Languages.primary(tag));
    return found == null ? english(sentence) : of(found, tag);
  }

  public static Spoken of(String text, String tag) {
    if (tag.indexOf('-') > 0) {
      return new Spoken(text, tag);
    }
    String language = Languages.primary(tag);
    return new Spoken(
        text, language + "-" + REGIONS.getOrDefault(language, language.toUpperCase(Locale.ROOT)));
  }

  private static Spoken english(Sentence sentence) {
    return new Spoken(STANDARD.getOrDefault(sentence, Map.of()).getOrDefault("en", ""), ENGLISH);
  }
}
