package dev.frontdesk.policy;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The text message that confirms an appointment, in the language of the business and by the clock on its wall. */
public final class BookingWords {
  private static final int LONGEST_NAME = 120;

  /** Where English is written with the month first and half a day's hours. */
  private static final Set<String> AMERICAN = Set.of("US", "CA", "PH");

  /**
   * In one language. Its day is a pattern of ours: that of the JDK is another one in every release.
   *
   * @param sentence business, day, time: as a list, so that no date has to be declined
   */
  private record Words(String sentence, String day, String time) {
    Words(String sentence, String day) {
      this(sentence, day, "HH:mm");
    }
  }

  private static final Words ENGLISH =
      new Words("%s: your appointment is booked: %s, %s.", "EEEE, d MMMM uuuu");
  private static final Words ENGLISH_AMERICAN =
      new Words(ENGLISH.sentence(), "EEEE, MMMM d, uuuu", "h:mm a");

  private static final Map<String, Words> BY_LANGUAGE = Map.ofEntries(
      Map.entry("en", ENGLISH),
      Map.entry("de", new Words("%s: Ihr Termin ist gebucht: %s, %s Uhr.", "EEEE, d. MMMM uuuu")),
      Map.entry("sk", new Words("%s: váš termín je potvrdený: %s, %s.", "EEEE d. MMMM uuuu")),
      Map.entry("cs", new Words("%s: váš termín je potvrzen: %s, %s.", "EEEE d. MMMM uuuu")),
      Map.entry("pl", new Words("%s: wizyta została potwierdzona: %s, %s.", "EEEE, d MMMM uuuu")),
      Map.entry("hu", new Words("%s: időpontját lefoglaltuk: %s, %s.", "uuuu. MMMM d., EEEE")),
      Map.entry(
          "fr", new Words("%s : votre rendez-vous est confirmé : %s, %s.", "EEEE d MMMM uuuu")),
      Map.entry(
          "es", new Words("%s: su cita está confirmada: %s, %s.", "EEEE, d 'de' MMMM 'de' uuuu")),
      Map.entry(
          "pt",
          new Words("%s: a sua marcação está confirmada: %s, %s.", "EEEE, d 'de' MMMM 'de' uuuu")),
      Map.entry(
          "it", new Words("%s: il suo appuntamento è confermato: %s, %s.", "EEEE d MMMM uuuu")),
      Map.entry("nl", new Words("%s: uw afspraak is bevestigd: %s, %s.", "EEEE d MMMM uuuu")),
      Map.entry("uk", new Words("%s: ваш запис підтверджено: %s, %s.", "EEEE, d MMMM uuuu 'р.'")));

  private BookingWords() {}

  /**
   * @param tag BCP 47; of a language that we have no words in, as in English
   * @param region ISO 3166 code of the business: a tag without one is written as there
   * @param start in the zone of the business
   */
  public static String text(String business, String tag, String region, ZonedDateTime start) {
    Locale tagged = Locale.forLanguageTag(tag);
    String country = tagged.getCountry().isEmpty() ? region : tagged.getCountry();
    Words found = BY_LANGUAGE.get(tagged.getLanguage());
    Locale language = found == null ? Locale.ENGLISH : new Locale(tagged.getLanguage());
    Words own = found == null ? ENGLISH : found;
    Words known = own.equals(ENGLISH) && AMERICAN.contains(country) ? ENGLISH_AMERICAN : own;
    return known
        .sentence()
        .formatted(
            Quoted.line(business, LONGEST_NAME),
            DateTimeFormatter.ofPattern(known.day(), language).format(start),
            DateTimeFormatter.ofPattern(known.time(), language).format(start));
  }
}
