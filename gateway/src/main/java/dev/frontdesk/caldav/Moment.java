package dev.frontdesk.caldav;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A date or a date with time of a calendar (RFC 5545 §3.3.4, §3.3.5).
 *
 * @param wall at midnight for a date
 * @param zone of the business where none is named or a name is unknown
 */
record Moment(LocalDateTime wall, ZoneId zone, boolean allDay) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

  /** @throws DateTimeException if it is neither */
  static Moment of(ContentLine line, String value, ZoneId business) {
    if (value.length() == 8) {
      var day = LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
      return new Moment(day.atStartOfDay(), business, true);
    }
    boolean utc = value.endsWith("Z");
    String wall = utc ? value.substring(0, value.length() - 1) : value;
    ZoneId zone = utc ? ZoneOffset.UTC : zone(line.parameters().get("TZID"), business);
    return new Moment(LocalDateTime.parse(wall, TIME), zone, false);
  }

  Instant instant() {
    return wall.atZone(zone).toInstant();
  }

  /** Some programs put a path of their own before the name: {@code /citadel.org/20260101_1/Europe/Berlin}. */
  private static ZoneId zone(@org.jspecify.annotations.Nullable String name, ZoneId business) {
    if (name == null) {
      return business;
    }
    String[] parts = name.split("/", -1);
    String city = parts.length > 2 ? parts[parts.length - 2] + "/" + parts[parts.length - 1] : name;
    try {
      return ZoneId.of(city);
    } catch (DateTimeException e) {
      return business;
    }
  }
}
