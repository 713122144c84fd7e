package dev.frontdesk.caldav;

import dev.frontdesk.model.Stretch;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One {@code VEVENT} as far as it tells which time is taken. */
final class Event {
  private final List<ContentLine> lines;
  private final ZoneId business;

  /** @param business zone of times that name none */
  Event(List<ContentLine> lines, ZoneId business) {
    this.lines = lines;
    this.business = business;
  }

  String uid() {
    return value("UID").orElse("");
  }

  /** Whether it takes time at all: not cancelled, not marked as free. */
  boolean isTaking() {
    boolean cancelled = value("STATUS").filter("CANCELLED"::equalsIgnoreCase).isPresent();
    return !cancelled && value("TRANSP").filter("TRANSPARENT"::equalsIgnoreCase).isEmpty();
  }

  /** The repetition that this one takes the place of; null: it stands for itself. */
  @Nullable
  Instant replaces() {
    return moments("RECURRENCE-ID").stream().findFirst().map(Moment::instant).orElse(null);
  }

  /** @throws DateTimeException if it begins at no time */
  Moment start() {
    return moments("DTSTART").stream()
        .findFirst()
        .orElseThrow(() -> new DateTimeException("an event without a beginning"));
  }

  Optional<String> rule() {
    return value("RRULE");
  }

  List<Instant> added() {
    return moments("RDATE").stream().map(Moment::instant).toList();
  }

  Set<Instant> left() {
    return new HashSet<>(moments("EXDATE").stream().map(Moment::instant).toList());
  }

  /** The time that a repetition beginning then takes. */
  Stretch at(Instant begin) {
    Moment start = start();
    Optional<Moment> end = moments("DTEND").stream().findFirst();
    if (start.allDay()) {
      long days = end.map(
              last -> java.time.temporal.ChronoUnit.DAYS.between(start.wall(), last.wall()))
          .orElse(1L);
      return lasting(begin, Period.ofDays((int) Math.max(1, Math.min(days, 3_660))));
    }
    return end.map(last ->
            new Stretch(begin, begin.plus(Duration.between(start.instant(), last.instant()))))
        .orElseGet(() -> value("DURATION")
            .map(Event::amount)
            .map(amount -> lasting(begin, amount))
            .orElse(new Stretch(begin, begin)));
  }

  private Stretch lasting(Instant begin, TemporalAmount amount) {
    ZonedDateTime local = begin.atZone(business);
    return new Stretch(begin, local.plus(amount).toInstant());
  }

  private static TemporalAmount amount(String text) {
    if (text.endsWith("W")) {
      return Period.parse(text);
    }
    return Duration.parse(text);
  }

  private List<Moment> moments(String name) {
    var moments = new ArrayList<Moment>();
    for (ContentLine line : lines) {
      if (line.name().equals(name)) {
        for (String value : line.value().split(",", -1)) {
          moments.add(Moment.of(line, value.strip().split("/", -1)[0], business));
        }
      }
    }
    return moments;
  }

  private Optional<String> value(String name) {
    return lines.stream()
        .filter(line -> line.name().equals(name))
        .map(line -> line.value().strip())
        .findFirst();
  }
}
