package dev.frontdesk.caldav;

import dev.frontdesk.model.Stretch;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/** Which time the events of one calendar resource take: all repetitions, with those that were moved where they are now. */
final class BusyTimes {
  /** A repetition that began earlier reaches no further. */
  private static final long LONGEST_MS = 31L * 24 * 3_600_000;

  private static final int MOST_REPETITIONS = 5_000;

  private final ZoneId business;
  private final Stretch range;

  BusyTimes(ZoneId business, Stretch range) {
    this.business = business;
    this.range = range;
  }

  /**
   * @param calendar iCalendar text
   * @throws java.time.DateTimeException if an event's time is none: then nobody knows what is free
   */
  List<Taken> in(String calendar) {
    List<Event> events = events(calendar);
    Set<Instant> moved = new HashSet<>();
    events.stream().map(Event::replaces).forEach(each -> add(moved, each));
    return events.stream()
        .filter(Event::isTaking)
        .flatMap(event -> starts(event, moved)
            .map(event::at)
            .filter(range::overlaps)
            .map(time -> new Taken(event.uid(), time)))
        .toList();
  }

  private List<Event> events(String calendar) {
    var events = new ArrayList<Event>();
    var open = new ArrayList<ContentLine>();
    int depth = 0; // alarms within an event have lines of the same names
    for (ContentLine line : ContentLine.all(calendar)) {
      boolean isEvent = line.value().strip().equalsIgnoreCase("VEVENT");
      if (line.name().equals("BEGIN")) {
        depth = isEvent ? 1 : depth + (depth > 0 ? 1 : 0);
      } else if (line.name().equals("END")) {
        if (isEvent) {
          events.add(new Event(List.copyOf(open), business));
          open.clear();
        }
        depth = Math.max(0, depth - 1);
      } else if (depth == 1) {
        open.add(line);
      }
    }
    return events;
  }

  private Stream<Instant> starts(Event event, Set<Instant> moved) {
    if (event.replaces() != null) {
      return Stream.of(event.start().instant());
    }
    Set<Instant> left = event.left();
    return Stream.concat(repetitions(event), event.added().stream())
        .distinct()
        .filter(each -> !left.contains(each) && !moved.contains(each));
  }

  private Stream<Instant> repetitions(Event event) {
    Moment start = event.start();
    try {
      return event.rule().isEmpty()
          ? Stream.of(start.instant())
          : repetitions(start, new RecurrenceRule(event.rule().get()));
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      return Stream.of(start.instant()); // as programs show it that cannot read the rule either
    }
  }

  private Stream<Instant> repetitions(Moment start, RecurrenceRule rule) {
    TimeZone zone = TimeZone.getTimeZone(start.zone());
    DateTime until = rule.getUntil();
    if (until != null && (until.isAllDay() || until.isFloating())) {
      rule.setUntil(
          new DateTime(zone, until.getYear(), until.getMonth(), until.getDayOfMonth(), 23, 59, 59));
    }
    LocalDateTime wall = start.wall();
    var first = new DateTime(
        zone,
        wall.getYear(),
        wall.getMonthValue() - 1,
        wall.getDayOfMonth(),
        wall.getHour(),
        wall.getMinute(),
        wall.getSecond());
    var found = new ArrayList<Instant>();
    if (start.instant().isBefore(range.to())) {
      found.add(start.instant());
    }
    RecurrenceRuleIterator each = rule.iterator(first);
    each.fastForward(range.from().toEpochMilli() - LONGEST_MS);
    for (int seen = 0; each.hasNext() && seen < MOST_REPETITIONS; seen++) {
      Instant next = Instant.ofEpochMilli(each.nextMillis());
      if (!next.isBefore(range.to())) {
        break;
      }
      found.add(next);
    }
    return found.stream();
  }

  private static void add(Set<Instant> moved, @Nullable Instant each) {
    if (each != null) {
      moved.add(each);
    }
  }
}
