package dev.frontdesk.policy;

import dev.frontdesk.model.PhoneNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people hear whom a caller is to be connected with, in the language of their business: who calls, what about, and how to answer. */
public final class TargetWords {
  private static final String ENGLISH = "en-US";
  private static final int LONGEST_ABOUT = 300;

  /**
   * In one language; {@code %s} stands for what belongs there.
   *
   * @param hints words that recognition is to expect
   */
  private record Phrases(
      String caller,
      String withheld,
      String about,
      String question,
      String hints,
      String tooLate) {}

  private static final Phrases EN = new Phrases(
      "A caller for you: %s.",
      "the number is withheld",
      "It is about: %s.",
      "Press 1 or say yes to take the call, 2 or no to decline.",
      "yes, yes please, okay, sure, I take it, no, no thanks, decline",
      "We are sorry, the caller is not waiting any more. Goodbye.");

  private static final Map<String, Phrases> BY_LANGUAGE = Map.of(
      "en",
      EN,
      "de",
      new Phrases(
          "Ein Anruf für Sie: %s.",
          "die Nummer ist unterdrückt",
          "Es geht um: %s.",
          "Drücken Sie die 1 oder sagen Sie Ja, um den Anruf anzunehmen, die 2 oder Nein, um ihn abzulehnen.",
          "ja, ja bitte, ja gerne, okay, nein, nein danke",
          "Der Anrufer wartet leider nicht mehr. Auf Wiederhören."),
      "fr",
      new Phrases(
          "Un appel pour vous : %s.",
          "le numéro est masqué",
          "À propos de : %s.",
          "Appuyez sur 1 ou dites oui pour prendre l'appel, sur 2 ou non pour le refuser.",
          "oui, oui merci, d'accord, ok, non, non merci",
          "Nous sommes désolés, l'appelant n'attend plus. Au revoir."),
      "es",
      new Phrases(
          "Una llamada para usted: %s.",
          "el número está oculto",
          "Se trata de: %s.",
          "Pulse 1 o diga sí para atender la llamada, 2 o no para rechazarla.",
          "sí, sí por favor, vale, de acuerdo, no, no gracias",
          "Lo sentimos, la persona que llamaba ya no espera. Adiós."),
      "it",
      new Phrases(
          "Una chiamata per lei: %s.",
          "il numero è nascosto",
          "Si tratta di: %s.",
          "Prema 1 o dica sì per rispondere, 2 o no per rifiutare.",
          "sì, sì grazie, va bene, d'accordo, no, no grazie",
          "Siamo spiacenti, chi ha chiamato non è più in attesa. Arrivederci."),
      "sk",
      new Phrases(
          "Máte hovor: %s.",
          "číslo je skryté",
          "Ide o: %s.",
          "Stlačte 1 alebo povedzte áno, ak hovor prijmete, 2 alebo nie, ak ho odmietate.",
          "áno, áno prosím, dobre, nie, nie ďakujem",
          "Ľutujeme, volajúci už nečaká. Dopočutia."),
      "cs",
      new Phrases(
          "Máte hovor: %s.",
          "číslo je skryté",
          "Jde o: %s.",
          "Stiskněte 1 nebo řekněte ano, pokud hovor přijmete, 2 nebo ne, pokud ho odmítáte.",
          "ano, ano prosím, dobře, ne, ne děkuji",
          "Je nám líto, volající už nečeká. Na slyšenou."));

  private final Phrases phrases;
  private final String language;

  private TargetWords(Phrases phrases, String language) {
    this.phrases = phrases;
    this.language = language;
  }

  /** @param tag BCP 47; of a language that we have no words in, and null, as in English */
  public static TargetWords in(@Nullable String tag) {
    Phrases known = tag == null ? null : BY_LANGUAGE.get(Languages.primary(tag));
    return tag == null || known == null
        ? new TargetWords(EN, ENGLISH)
        : new TargetWords(known, Spoken.of("", tag).language());
  }

  /** BCP 47 tag with a region, as carriers want it. */
  public String language() {
    return language;
  }

  /**
   * Spoken: the number digit by digit, for else it would be read in millions.
   *
   * @param number null: withheld
   * @param name blank: not known
   * @param about in the receptionist's words; blank: not known
   */
  public String caller(@Nullable PhoneNumber number, String name, String about) {
    return told(
        number == null ? null : String.join(" ", number.e164().substring(1).split("")),
        name,
        about);
  }

  /** As {@link #caller}, written. */
  public String text(@Nullable PhoneNumber number, String name, String about) {
    return told(number == null ? null : number.e164(), name, about);
  }

  private String told(@Nullable String number, String name, String about) {
    String who =
        number == null ? phrases.withheld() : name.isBlank() ? number : name + ", " + number;
    String what = about.strip();
    String first = phrases.caller().formatted(who);
    return what.isEmpty()
        ? first
        : first + " "
            + phrases
                .about()
                .formatted(what.length() > LONGEST_ABOUT ? what.substring(0, LONGEST_ABOUT) : what);
  }

  public String question() {
    return phrases.question();
  }

  public String hints() {
    return phrases.hints();
  }

  public Spoken tooLate() {
    return new Spoken(phrases.tooLate(), language);
  }
}
