package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoursTest {

  @ParameterizedTest(name = "{0} {3}")
  @CsvSource({
    // Clocks go back on 2026-10-25 and forward on 2027-03-28: opening moves with the wall clock.
    "office,     2026-10-23T06:59:59Z, CLOSED, the second before nine in summer time",
    "office,     2026-10-23T07:00:00Z, OPEN,   nine in summer time",
    "office,     2026-10-26T07:30:00Z, CLOSED, half past eight in winter time",
    "office,     2026-10-26T08:00:00Z, OPEN,   nine in winter time",
    "office,     2027-03-29T07:00:00Z, OPEN,   nine in summer time again",
    "office,     2026-11-24T15:59:59Z, OPEN,   the second before five",
    "office,     2026-11-24T16:00:00Z, CLOSED, five o'clock",
    "office,     2026-11-28T11:00:00Z, CLOSED, a Saturday",
    "night,      2026-10-25T00:30:00Z, OPEN,   the first half past two of the night that has two",
    "night,      2026-10-25T01:30:00Z, OPEN,   the second half past two",
    "night,      2026-10-25T02:00:00Z, CLOSED, three o'clock after both",
    "night,      2027-03-28T01:00:00Z, CLOSED, the hour that does not exist is skipped",
    "late,       2026-11-24T22:59:59Z, OPEN,   the last second of a span that ends at midnight",
    "late,       2026-11-24T23:00:00Z, OPEN,   midnight itself begins the next day's span",
    "late,       2026-11-25T01:00:00Z, CLOSED, two in the morning",
    "holiday,    2026-12-24T11:00:00Z, HOLIDAY, closed all day",
    "holiday,    2026-12-31T09:00:00Z, OPEN,   a short day in its span",
    "holiday,    2026-12-31T13:00:00Z, HOLIDAY, a short day after its span",
    "holiday,    2026-12-23T11:00:00Z, OPEN,   the day before",
    "holiday,    2026-12-23T23:30:00Z, HOLIDAY, the holiday begins at local midnight",
    "always,     2026-12-24T03:00:00Z, OPEN,   around the clock"
  })
  void followsTheClockOnTheWall(
      String hours, Instant now, OpeningHours.State expected, String moment) {
    var desk = new Desk();
    desk.hours = hours(hours);
    String code = desk.decides(Desk.STRANGER, Desk.QUIET, now).reasons().get(0).code();
    assertEquals(expected.name().toLowerCase(java.util.Locale.ROOT), code, moment);
  }

  private static OpeningHours hours(String name) {
    var office = Desk.weekdays(Desk.span("09:00", "17:00"));
    var sunday = new java.util.EnumMap<java.time.DayOfWeek, List<OpeningHours.Span>>(
        java.time.DayOfWeek.class);
    sunday.put(java.time.DayOfWeek.SUNDAY, List.of(Desk.span("02:00", "03:00")));
    return switch (name) {
      case "office" -> office;
      case "night" -> new OpeningHours(Desk.ZONE, sunday, List.of());
      case "late" -> Desk.weekdays(Desk.span("20:00", "00:00"), Desk.span("00:00", "02:00"));
      case "holiday" ->
        new OpeningHours(
            Desk.ZONE,
            office.week(),
            List.of(
                new Holiday(LocalDate.of(2026, 12, 24), "Christmas Eve", List.of()),
                new Holiday(
                    LocalDate.of(2026, 12, 31),
                    "New Year's Eve",
                    List.of(Desk.span("09:00", "12:00")))));
      default -> OpeningHours.always(Desk.ZONE);
    };
  }
}
