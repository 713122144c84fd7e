package dev.frontdesk.admin.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days of a zone, both ends included; a day lasts 23 or 25 hours where its clocks are changed. */
record Days(LocalDate from, LocalDate to, ZoneId zone) {
  private static final int MOST = 366;
  private static final int USUAL = 30;

  /** As asked for; absent, the last 30 days up to today. */
  static Days of(Request request, ZoneId zone) {
    LocalDate to = day(request, "to", LocalDate.now(zone));
    LocalDate from = day(request, "from", to.minusDays(USUAL - 1));
    if (from.isAfter(to) || from.plusDays(MOST).compareTo(to) <= 0) {
      throw Fault.invalid("from", "from and to must span 1 to " + MOST + " days");
    }
    return new Days(from, to, zone);
  }

  /** The zone asked for by its name in the time zone database; absent, UTC. */
  static ZoneId zone(Request request) {
    String given = request.query("zone");
    if (given == null) {
      return ZoneId.of("UTC");
    }
    if (!ZoneId.getAvailableZoneIds().contains(given)) {
      throw Fault.invalid("zone", "must be a time zone such as Europe/Bratislava");
    }
    return ZoneId.of(given);
  }

  Instant start() {
    return from.atStartOfDay(zone).toInstant();
  }

  Instant end() {
    return to.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static LocalDate day(Request request, String name, LocalDate absent) {
    String given = request.query(name);
    try {
      return given == null ? absent : LocalDate.parse(given);
    } catch (DateTimeException e) {
      throw Fault.invalid(name, "must be a day such as 2026-11-21");
    }
  }
}
