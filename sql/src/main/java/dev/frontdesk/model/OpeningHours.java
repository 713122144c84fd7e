package dev.frontdesk.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a business (or a target) takes calls, in its own time zone.
 *
 * @param zone time zone of the business, for example {@code Europe/Bratislava}
 * @param week spans of local time by day; a day without spans is closed; no day at all means always open
 * @param holidays days that differ from the week
 */
public record OpeningHours(ZoneId zone, Map<DayOfWeek, List<Span>> week, List<Holiday> holidays) {

  /**
   * Local time from {@code from} (included) to {@code to} (excluded); {@code to} of midnight ends the day.
   */
  public record Span(LocalTime from, LocalTime to) {
    public Span {
      if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
        throw new IllegalArgumentException(
            "opening span ends before it begins: " + from + "-" + to);
      }
    }

    boolean contains(LocalTime time) {
      return !time.isBefore(from) && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
    }
  }

  /** A day with its own spans; none: closed all day. */
  public record Holiday(LocalDate day, String name, List<Span> spans) {
    public Holiday {
      spans = List.copyOf(spans);
    }
  }

  /** What the clock on the wall of the business says about a moment. */
  public enum State {
    OPEN,
    CLOSED,
    HOLIDAY
  }

  public OpeningHours {
    week = Map.copyOf(week);
    holidays = List.copyOf(holidays);
  }

  /** Open around the clock, every day. */
  public static OpeningHours always(ZoneId zone) {
    return new OpeningHours(zone, Map.of(), List.of());
  }

  /** State at {@code now}; local time decides, so a clock change moves the opening with the wall clock. */
  public State at(Instant now) {
    var local = now.atZone(zone);
    var time = local.toLocalTime();
    Optional<Holiday> holiday = on(local.toLocalDate());
    if (holiday.isPresent()) {
      return holiday.get().spans().stream().anyMatch(span -> span.contains(time))
          ? State.OPEN
          : State.HOLIDAY;
    }
    if (week.isEmpty()) {
      return State.OPEN;
    }
    return week.getOrDefault(local.getDayOfWeek(), List.of()).stream()
            .anyMatch(span -> span.contains(time))
        ? State.OPEN
        : State.CLOSED;
  }

  /** The holiday that closes the business at {@code now}. */
  public Optional<Holiday> holidayAt(Instant now) {
    return at(now) == State.HOLIDAY ? on(now.atZone(zone).toLocalDate()) : Optional.empty();
  }

  private Optional<Holiday> on(LocalDate day) {
    return holidays.stream().filter(holiday -> holiday.day().equals(day)).findFirst();
  }
}
