package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import dev.frontdesk.model.OpeningHours.Span;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.Stretch;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant MONDAY_MORNING = Instant.parse("2026-11-23T06:30:00Z"); // 07:30

  /** Europe/Berlin goes from UTC+1 to +2 on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2026-11-23 | 09:00 | 10:30 | 2026-11-23T08:00:00Z 2026-11-23T08:30:00Z 2026-11-23T09:00:00Z
      2026-11-23 | 09:00 | 10:20 | 2026-11-23T08:00:00Z 2026-11-23T08:30:00Z
      2026-11-23 | 23:00 | 00:00 | 2026-11-23T22:00:00Z 2026-11-23T22:30:00Z
      2026-07-06 | 09:00 | 10:00 | 2026-07-06T07:00:00Z 2026-07-06T07:30:00Z
      2026-03-29 | 01:00 | 04:00 | 2026-03-29T00:00:00Z 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z
      2026-03-29 | 02:15 | 03:30 | 2026-03-29T01:00:00Z
      2026-03-29 | 01:00 | 02:30 | 2026-03-29T00:00:00Z 2026-03-29T00:30:00Z
      2026-10-25 | 01:30 | 02:30 | 2026-10-24T23:30:00Z 2026-10-25T00:00:00Z
      2026-10-25 | 02:30 | 03:30 | 2026-10-25T01:30:00Z 2026-10-25T02:00:00Z
      2026-10-25 | 01:00 | 03:00 | 2026-10-24T23:00:00Z 2026-10-24T23:30:00Z 2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z
      """)
  void followTheClockOnTheWall(LocalDate day, LocalTime opens, LocalTime closes, String free) {
    var hours = on(day, new Span(opens, closes));
    Instant now = day.minusDays(1).atStartOfDay(BERLIN).toInstant();
    var slots = new Slots(hours, rules(30, 0, 1, 10), List.of(), now);
    assertEquals(
        Arrays.stream(free.split(" ")).map(Instant::parse).toList(),
        slots.free(day, LocalTime.MIDNIGHT));
  }

  @Test
  void leaveOutWhatIsBusyEvenInPart() {
    var slots = new Slots(
        monday(),
        rules(30, 0, 1, 10),
        List.of(at("08:10", "08:20"), at("08:59", "09:31"), at("09:00", "09:10")),
        MONDAY_MORNING);
    assertEquals(
        List.of("2026-11-23T10:00:00Z", "2026-11-23T10:30:00Z"),
        slots.free(LocalDate.of(2026, 11, 23), LocalTime.MIDNIGHT).stream()
            .map(Instant::toString)
            .toList());
  }

  @Test
  void anAppointmentMayBeginWhereAnotherEnds() {
    var slots =
        new Slots(monday(), rules(30, 0, 1, 1), List.of(at("08:00", "08:30")), MONDAY_MORNING);
    assertEquals(
        List.of(Instant.parse("2026-11-23T08:30:00Z")),
        slots.free(LocalDate.of(2026, 11, 23), LocalTime.MIDNIGHT));
  }

  @Test
  void beginAfterTheLeadAndEndWithTheHorizon() {
    var soon = new Slots(monday(), rules(30, 120, 1, 1), List.of(), MONDAY_MORNING);
    assertEquals(
        List.of(Instant.parse("2026-11-23T08:30:00Z")),
        soon.free(LocalDate.of(2026, 11, 1), LocalTime.MIDNIGHT));
    var week = new Slots(monday(), rules(30, 0, 6, 1), List.of(), MONDAY_MORNING);
    assertEquals(List.of(), week.free(LocalDate.of(2026, 11, 24), LocalTime.MIDNIGHT));
    assertFalse(week.isFree(Instant.parse("2026-11-30T08:00:00Z")));
  }

  @Test
  void callersMayWantThemLaterInTheDay() {
    var slots = new Slots(monday(), rules(30, 0, 1, 1), List.of(), MONDAY_MORNING);
    assertEquals(
        List.of(Instant.parse("2026-11-23T09:00:00Z")),
        slots.free(LocalDate.of(2026, 11, 23), LocalTime.of(9, 45)));
  }

  @Test
  void holidaysHaveTheirOwnHours() {
    var hours = new OpeningHours(
        BERLIN,
        monday().week(),
        List.of(new Holiday(LocalDate.of(2026, 11, 23), "Fair", List.of())));
    var slots = new Slots(hours, rules(30, 0, 1, 1), List.of(), MONDAY_MORNING);
    assertEquals(List.of(), slots.free(LocalDate.of(2026, 11, 23), LocalTime.MIDNIGHT));
  }

  @Test
  void onlyWhatWouldBeOfferedIsFree() {
    var slots = new Slots(monday(), rules(30, 0, 1, 1), List.of(), MONDAY_MORNING);
    assertTrue(slots.isFree(Instant.parse("2026-11-23T10:30:00Z")), "however many are offered");
    assertFalse(slots.isFree(Instant.parse("2026-11-23T10:40:00Z")), "between two slots");
    assertFalse(slots.isFree(Instant.parse("2026-11-23T11:00:00Z")), "closed");
  }

  private static OpeningHours monday() {
    return on(LocalDate.of(2026, 11, 23), new Span(LocalTime.of(9, 0), LocalTime.NOON));
  }

  private static OpeningHours on(LocalDate day, Span span) {
    var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    week.put(day.getDayOfWeek(), new ArrayList<>(List.of(span)));
    return new OpeningHours(BERLIN, Map.copyOf(week), List.of());
  }

  private static SlotRules rules(int minutes, int lead, int days, int offers) {
    return new SlotRules(Duration.ofMinutes(minutes), Duration.ofMinutes(lead), days, offers);
  }

  /** On that Monday, UTC. */
  private static Stretch at(String from, String to) {
    return new Stretch(
        Instant.parse("2026-11-23T" + from + ":00Z"), Instant.parse("2026-11-23T" + to + ":00Z"));
  }
}
