package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import dev.frontdesk.model.Voicemail;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller hears before the tone follows the clock on the wall of the business. */
class VoicemailGreetingTest {
  private static final String STANDARD = "Zanechajte, prosím, odkaz po zaznení tónu. Bude nahraný.";

  @ParameterizedTest(name = "{0} {3}")
  @CsvSource({
    // Clocks go back on 2026-10-25 and forward on 2027-03-28: the greeting moves with the wall
    // clock.
    "all,     2026-10-23T06:59:59Z, closed,  the second before nine in summer time",
    "all,     2026-10-23T07:00:00Z, open,    nine in summer time",
    "all,     2026-10-26T07:59:59Z, closed,  the second before nine in winter time",
    "all,     2026-10-26T08:00:00Z, open,    nine in winter time",
    "all,     2027-03-29T07:00:00Z, open,    nine in summer time again",
    "all,     2026-12-23T22:59:59Z, closed,  the last second before the holiday",
    "all,     2026-12-23T23:00:00Z, holiday, the holiday begins at local midnight",
    "all,     2026-12-24T22:59:59Z, holiday, and ends at local midnight",
    "all,     2026-12-24T23:00:00Z, closed,  the day after",
    "closed,  2026-12-24T11:00:00Z, closed,  without one of its own a holiday has that of closed hours",
    "open,    2026-11-28T11:00:00Z, open,    and closed hours that of open ones",
    "none,    2026-11-28T11:00:00Z, '',      else the standard one is said"
  })
  void isThatOfTheHour(String own, Instant now, String expected, String moment) {
    var desk = new Desk();
    OpeningHours week = Desk.weekdays(Desk.span("09:00", "17:00"));
    desk.hours = new OpeningHours(
        Desk.ZONE,
        week.week(),
        List.of(new Holiday(LocalDate.of(2026, 12, 24), "Christmas Eve", List.of())));
    desk.voicemail = voicemail(own);
    assertEquals(
        new Spoken(expected.isEmpty() ? STANDARD : expected, "sk-SK"),
        VoicemailGreeting.of(desk.tenant(), now),
        moment);
  }

  private static Voicemail voicemail(String own) {
    return new Voicemail(
        true,
        own.equals("none") || own.equals("closed") ? "" : "open",
        own.equals("all") || own.equals("closed") ? "closed" : "",
        own.equals("all") ? "holiday" : "",
        Duration.ofMinutes(1),
        "#",
        false);
  }
}
