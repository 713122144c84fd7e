package dev.frontdesk.admin.api;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import dev.frontdesk.model.OpeningHours.Span;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opening hours as the API has them.
 *
 * @param zone null: the tenant's
 * @param week spans by {@code monday} and so on; none at all: always open
 */
record Week(
    @Nullable ZoneId zone,
    Map<String, List<Span>> week,
    @Nullable List<Holiday> holidays) {

  static Week of(OpeningHours hours) {
    Map<String, List<Span>> week = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (hours.week().containsKey(day)) {
        week.put(day.name().toLowerCase(Locale.ROOT), hours.week().get(day));
      }
    }
    return new Week(hours.zone(), week, hours.holidays());
  }

  /** As people write them down who know the zone. */
  Week zoneless() {
    return new Week(null, week, holidays);
  }

  OpeningHours hours(ZoneId otherwise) {
    Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, spans) -> {
      if (!spans.isEmpty()) {
        days.put(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)), apart("/week/" + day, spans));
      }
    });
    List<Holiday> special = holidays == null ? List.of() : holidays;
    special.forEach(holiday -> apart("/holidays", holiday.spans()));
    if (special.stream().map(Holiday::day).distinct().count() < special.size()) {
      throw Fault.invalid("/holidays", "a day stands there twice");
    }
    return new OpeningHours(
        zone == null ? otherwise : zone,
        days,
        special.stream().sorted(Comparator.comparing(Holiday::day)).toList());
  }

  private static List<Span> apart(String field, List<Span> spans) {
    List<Span> sorted = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      LocalTime end = sorted.get(i - 1).to();
      if (end.equals(LocalTime.MIDNIGHT) || sorted.get(i).from().isBefore(end)) {
        throw Fault.invalid(field, "spans overlap");
      }
    }
    return sorted;
  }
}
