package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingWordsTest {
  /** The night before, the clocks went back: its wall decides. */
  private static final ZonedDateTime SUNDAY =
      ZonedDateTime.parse("2026-10-25T14:05:00+01:00[Europe/Bratislava]");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      en    | US | Acme: your appointment is booked: Sunday, October 25, 2026, 2:05 PM.
      en    | GB | Acme: your appointment is booked: Sunday, 25 October 2026, 14:05.
      en-GB | SK | Acme: your appointment is booked: Sunday, 25 October 2026, 14:05.
      de    | AT | Acme: Ihr Termin ist gebucht: Sonntag, 25. Oktober 2026, 14:05 Uhr.
      sk    | SK | Acme: váš termín je potvrdený: nedeľa 25. októbra 2026, 14:05.
      cs-CZ | SK | Acme: váš termín je potvrzen: neděle 25. října 2026, 14:05.
      pl    | PL | Acme: wizyta została potwierdzona: niedziela, 25 października 2026, 14:05.
      hu    | HU | Acme: időpontját lefoglaltuk: 2026. október 25., vasárnap, 14:05.
      fr    | FR | Acme : votre rendez-vous est confirmé : dimanche 25 octobre 2026, 14:05.
      es    | ES | Acme: su cita está confirmada: domingo, 25 de octubre de 2026, 14:05.
      pt    | PT | Acme: a sua marcação está confirmada: domingo, 25 de outubro de 2026, 14:05.
      it    | IT | Acme: il suo appuntamento è confermato: domenica 25 ottobre 2026, 14:05.
      nl    | NL | Acme: uw afspraak is bevestigd: zondag 25 oktober 2026, 14:05.
      uk    | UA | Acme: ваш запис підтверджено: неділя, 25 жовтня 2026 р., 14:05.
      xx    | SK | Acme: your appointment is booked: Sunday, 25 October 2026, 14:05.
      ''    | CA | Acme: your appointment is booked: Sunday, October 25, 2026, 2:05 PM.
      """)
  void dayAndTimeAreWrittenAsInTheCountryOfTheBusiness(String tag, String region, String text) {
    assertEquals(text, BookingWords.text("Acme", tag, region, SUNDAY));
  }
}
