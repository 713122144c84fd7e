package dev.frontdesk.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Span;
import dev.frontdesk.model.OpeningHours.State;
import dev.frontdesk.model.SlotRules;
import dev.frontdesk.model.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlotsProperties {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Property(tries = 300)
  void whateverTheHoursEachIsOpenFreeAndInOrder(
      @ForAll @IntRange(min = 0, max = 364) int dayOfYear,
      @ForAll @IntRange(min = 0, max = 95) int opens,
      @ForAll @IntRange(min = 1, max = 40) int quarters,
      @ForAll @IntRange(min = 5, max = 90) int length,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 1_500) Integer> taken) {
    LocalDate day = LocalDate.of(2026, 1, 1).plusDays(dayOfYear);
    Instant midnight = day.atStartOfDay(BERLIN).toInstant();
    LocalTime from = LocalTime.MIDNIGHT.plusMinutes(15L * opens);
    int end = opens + quarters;
    LocalTime to = end >= 96 ? LocalTime.MIDNIGHT : LocalTime.MIDNIGHT.plusMinutes(15L * end);
    var hours = new OpeningHours(
        BERLIN, Map.of(day.getDayOfWeek(), List.of(new Span(from, to))), List.of());
    List<Stretch> busy = taken.stream()
        .map(minute -> midnight.plusSeconds(60L * minute))
        .map(start -> new Stretch(start, start.plus(Duration.ofMinutes(25))))
        .toList();
    var slots = new Slots(
        hours, new SlotRules(Duration.ofMinutes(length), Duration.ZERO, 2, 10), busy, midnight);
    List<Instant> free = slots.free(day, LocalTime.MIDNIGHT);
    assertEquals(free.stream().sorted().toList(), free);
    assertEquals(free.size(), new HashSet<>(free).size());
    for (Instant start : free) {
      var slot = new Stretch(start, start.plus(Duration.ofMinutes(length)));
      assertTrue(busy.stream().noneMatch(slot::overlaps), () -> slot + " is taken");
      assertTrue(slots.isFree(start));
      for (int minute = 0; minute < length; minute++) {
        assertEquals(State.OPEN, hours.at(start.plusSeconds(60L * minute)));
      }
    }
  }
}
