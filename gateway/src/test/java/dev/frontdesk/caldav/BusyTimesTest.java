package dev.frontdesk.caldav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.frontdesk.model.Stretch;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** The week in which Berlin goes back to UTC+1, on Sunday. */
  private static final Stretch WEEK =
      new Stretch(Instant.parse("2026-10-22T00:00:00Z"), Instant.parse("2026-10-29T00:00:00Z"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      in UTC              | DTSTART:20261023T080000Z;DTEND:20261023T083000Z | 23T08:00-23T08:30
      in a zone           | DTSTART;TZID=Europe/Berlin:20261023T100000;DTEND;TZID=Europe/Berlin:20261023T110000 | 23T08:00-23T09:00
      in a zone with path | DTSTART;TZID="/x.org/2026/America/New_York":20261023T100000;DURATION:PT1H | 23T14:00-23T15:00
      in an unknown zone  | DTSTART;TZID=Here:20261023T100000;DURATION:PT1H | 23T08:00-23T09:00
      in no zone          | DTSTART:20261023T100000;DURATION:PT15M | 23T08:00-23T08:15
      all day             | DTSTART;VALUE=DATE:20261025 | 24T22:00-25T23:00
      two days            | DTSTART;VALUE=DATE:20261025;DTEND;VALUE=DATE:20261027 | 24T22:00-26T23:00
      a week by duration  | DTSTART;VALUE=DATE:20261020;DTEND;VALUE=DATE:20261027 | 19T22:00-26T23:00
      over the change     | DTSTART;TZID=Europe/Berlin:20261020T090000;DURATION:PT1H;RRULE:FREQ=DAILY | 22T07:00-22T08:00 23T07:00-23T08:00 24T07:00-24T08:00 25T08:00-25T09:00 26T08:00-26T09:00 27T08:00-27T09:00 28T08:00-28T09:00
      weekly for years    | DTSTART;TZID=Europe/Berlin:20010105T100000;DURATION:PT1H;RRULE:FREQ=WEEKLY;BYDAY=FR | 23T08:00-23T09:00
      counted, over       | DTSTART:20261001T100000Z;DURATION:PT1H;RRULE:FREQ=DAILY;COUNT=5 |
      until a date        | DTSTART:20261022T100000Z;DURATION:PT1H;RRULE:FREQ=DAILY;UNTIL=20261023 | 22T10:00-22T11:00 23T10:00-23T11:00
      until a moment      | DTSTART;TZID=Europe/Berlin:20261022T100000;DURATION:PT1H;RRULE:FREQ=DAILY;UNTIL=20261023T080000Z | 22T08:00-22T09:00 23T08:00-23T09:00
      with one left out   | DTSTART:20261027T100000Z;DURATION:PT1H;RRULE:FREQ=DAILY;EXDATE:20261028T100000Z | 27T10:00-27T11:00
      with one added      | DTSTART:20261027T100000Z;DURATION:PT1H;RDATE:20261028T120000Z | 27T10:00-27T11:00 28T12:00-28T13:00
      with a broken rule  | DTSTART:20261027T100000Z;DURATION:PT1H;RRULE:FREQ=SOMETIMES | 27T10:00-27T11:00
      cancelled           | DTSTART:20261027T100000Z;DURATION:PT1H;STATUS:CANCELLED |
      marked as free      | DTSTART:20261027T100000Z;DURATION:PT1H;TRANSP:TRANSPARENT |
      elsewhere in time   | DTSTART:20261127T100000Z;DURATION:PT1H |
      """)
  void spellOut(String what, String lines, String taken) {
    String event =
        lines.replaceAll(";(?=(DTEND|DURATION|RRULE|EXDATE|RDATE|STATUS|TRANSP)[:;])", "\r\n");
    assertEquals(
        taken == null
            ? ""
            : taken.replaceAll("(\\d\\dT)", "2026-10-$1").replaceAll("(T\\d\\d:\\d\\d)", "$1Z"),
        busy("BEGIN:VEVENT\r\nUID:u\r\n" + event + "\r\nEND:VEVENT\r\n"));
  }

  @Test
  void aRepetitionThatWasMovedIsWhereItIsNow() {
    assertEquals(
        "2026-10-26T10:00Z-2026-10-26T11:00Z 2026-10-28T10:00Z-2026-10-28T11:00Z 2026-10-27T15:00Z-2026-10-27T15:30Z",
        busy("""
            BEGIN:VEVENT
            UID:u
            DTSTART:20261026T100000Z
            DURATION:PT1H
            RRULE:FREQ=DAILY
            BEGIN:VALARM
            TRIGGER:-PT15M
            DURATION:PT5M
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            UID:u
            RECURRENCE-ID:20261027T100000Z
            DTSTART:20261027T150000Z
            DTEND:20261027T15
             3000Z
            END:VEVENT
            """));
  }

  @Test
  void anEventWithoutATimeLeavesNothingKnown() {
    assertThrows(
        DateTimeException.class, () -> busy("BEGIN:VEVENT\nDTSTART:tomorrow\nEND:VEVENT\n"));
    assertThrows(DateTimeException.class, () -> busy("BEGIN:VEVENT\nUID:u\nEND:VEVENT\n"));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var time =
        new Stretch(Instant.parse("2026-10-23T08:00:00Z"), Instant.parse("2026-10-23T08:30:00Z"));
    String text = new Appointment(
            "u-1", time, "Größe, Name; \\ \r\nBEGIN:VEVENT " + "ß".repeat(80), "a\nb")
        .text(WEEK.from());
    assertEquals(List.of(new Taken("u-1", time)), new BusyTimes(BERLIN, WEEK).in(text));
    assertEquals(List.of(), text.lines().filter(line -> bytes(line) > 75).toList());
    assertEquals(
        "a\\nb",
        ContentLine.all(text).stream()
            .filter(line -> line.name().equals("DESCRIPTION"))
            .findFirst()
            .orElseThrow()
            .value());
  }

  private static int bytes(String line) {
    return line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }

  private static String busy(String events) {
    return new BusyTimes(BERLIN, WEEK)
        .in("BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n").stream()
            .map(
                taken -> minute(taken.time().from()) + "-" + minute(taken.time().to()))
            .collect(Collectors.joining(" "));
  }

  private static String minute(Instant instant) {
    return instant.toString().replace(":00Z", "Z");
  }
}
