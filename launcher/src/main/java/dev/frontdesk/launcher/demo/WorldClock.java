package dev.frontdesk.launcher.demo;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** It is always business hours somewhere, and always night elsewhere: a business is open or closed by where on earth it is. */
record WorldClock(Instant now) {
  private static final List<String> ZONES = List.of(
      "America/New_York",
      "Europe/Madrid",
      "Asia/Tokyo",
      "America/Los_Angeles",
      "Asia/Dubai",
      "Australia/Sydney",
      "Pacific/Honolulu");

  /** Eight to eight, daily, in a place where that is now. */
  OpeningHours open() {
    return hours(8, 20, OpeningHours.State.OPEN);
  }

  /** Nine to five, daily, in a place where everybody has gone home. */
  OpeningHours closed() {
    return hours(9, 17, OpeningHours.State.CLOSED);
  }

  private OpeningHours hours(int from, int to, OpeningHours.State state) {
    return ZONES.stream()
        .map(zone -> daily(ZoneId.of(zone), new Span(LocalTime.of(from, 0), LocalTime.of(to, 0))))
        // Not within minutes of opening or closing: a call must not outlast the state.
        .filter(hours -> hours.at(now) == state && hours.at(now.plusSeconds(600)) == state)
        .findFirst()
        .orElseThrow();
  }

  private static OpeningHours daily(ZoneId zone, Span span) {
    return new OpeningHours(
        zone,
        Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(Function.identity(), day -> List.of(span))),
        List.of());
  }
}
