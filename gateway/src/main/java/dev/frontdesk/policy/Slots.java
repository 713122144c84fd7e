package dev.frontdesk.policy;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Span;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which appointments are free. They begin with each opening of the business and follow one another; each ends before it closes. Where a
 * clock change makes an opening or a closing ambiguous, the shorter time counts as open.
 */
public final class Slots {
  private final OpeningHours hours;
  private final SlotRules rules;
  private final Instant earliest;
  private final LocalDate today;
  private final LocalDate last;
  private final TreeMap<Instant, Instant> busy = new TreeMap<>();

  /** @param busy in any order; it may overlap itself */
  public Slots(OpeningHours hours, SlotRules rules, Collection<Stretch> busy, Instant now) {
    this.hours = hours;
    this.rules = rules;
    this.earliest = now.plus(rules.lead());
    this.today = now.atZone(hours.zone()).toLocalDate();
    this.last = today.plusDays(rules.horizonDays());
    busy.stream().sorted(Comparator.comparing(Stretch::from)).forEach(this::block);
  }

  /** All time in which a slot may lie: from now to the end of the last day. */
  public static Stretch range(OpeningHours hours, SlotRules rules, Instant now) {
    LocalDate end = now.atZone(hours.zone()).toLocalDate().plusDays(rules.horizonDays() + 1L);
    return new Stretch(now, end.atStartOfDay(hours.zone()).toInstant());
  }

  /**
   * The first free slots on {@code day} or later, in order, at most as many as are offered at a time.
   *
   * @param notBefore local time of each day
   */
  public List<Instant> free(LocalDate day, LocalTime notBefore) {
    var found = new ArrayList<Instant>();
    LocalDate each = day.isBefore(today) ? today : day;
    for (; !each.isAfter(last) && found.size() < rules.offers(); each = each.plusDays(1)) {
      for (Instant start : on(each)) {
        boolean wanted = !start.atZone(hours.zone()).toLocalTime().isBefore(notBefore);
        if (wanted && found.size() < rules.offers()) {
          found.add(start);
        }
      }
    }
    return found;
  }

  /** Whether an appointment that begins then would be offered. */
  public boolean isFree(Instant start) {
    LocalDate day = start.atZone(hours.zone()).toLocalDate();
    return !day.isBefore(today) && !day.isAfter(last) && on(day).contains(start);
  }

  private List<Instant> on(LocalDate day) {
    return spans(day).stream()
        .flatMap(span -> in(day, span).stream())
        .sorted()
        .distinct()
        .toList();
  }

  private List<Span> spans(LocalDate day) {
    for (OpeningHours.Holiday holiday : hours.holidays()) {
      if (holiday.day().equals(day)) {
        return holiday.spans();
      }
    }
    return hours.week().isEmpty()
        ? List.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
        : hours.week().getOrDefault(day.getDayOfWeek(), List.of());
  }

  private List<Instant> in(LocalDate day, Span span) {
    var free = new ArrayList<Instant>();
    Instant closes = span.to().equals(LocalTime.MIDNIGHT)
        ? moment(day.plusDays(1).atStartOfDay(), false)
        : moment(day.atTime(span.to()), false);
    Instant start = moment(day.atTime(span.from()), true);
    for (; !start.plus(rules.length()).isAfter(closes); start = start.plus(rules.length())) {
      if (!start.isBefore(earliest) && !isBusy(start)) {
        free.add(start);
      }
    }
    return free;
  }

  /** A time that the wall shows twice is the later one of an opening and the earlier one of a closing; one that it skips is the change. */
  private Instant moment(LocalDateTime wall, boolean opening) {
    ZoneRules zone = hours.zone().getRules();
    List<ZoneOffset> offsets = zone.getValidOffsets(wall);
    return offsets.isEmpty()
        ? zone.getTransition(wall).getInstant()
        : wall.toInstant(offsets.get(opening ? offsets.size() - 1 : 0));
  }

  private void block(Stretch taken) {
    if (taken.from().isBefore(taken.to())) {
      Map.Entry<Instant, Instant> before = busy.floorEntry(taken.from());
      if (before == null || before.getValue().isBefore(taken.from())) {
        busy.put(taken.from(), taken.to());
      } else if (before.getValue().isBefore(taken.to())) {
        busy.put(before.getKey(), taken.to());
      }
    }
  }

  private boolean isBusy(Instant start) {
    Map.Entry<Instant, Instant> before = busy.lowerEntry(start.plus(rules.length()));
    return before != null && before.getValue().isAfter(start);
  }
}
