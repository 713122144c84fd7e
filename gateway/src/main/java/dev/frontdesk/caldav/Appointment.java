package dev.frontdesk.caldav;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Stretch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * An event to be written.
 *
 * @param uid the same however often the same appointment is written
 * @param summary one line, as people see it in their calendar
 */
public record Appointment(String uid, Stretch time, String summary, String description) {
  static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LINE_BYTES = 73;

  /** A calendar with this event alone (RFC 5545 §3.6.1). */
  String text(Instant now) {
    var text = new StringBuilder(512);
    line(text, "BEGIN:VCALENDAR");
    line(text, "VERSION:2.0");
    line(text, "PRODID:-//Frontdesk//Appointments//EN");
    line(text, "BEGIN:VEVENT");
    line(text, "UID:" + escaped(uid));
    line(text, "DTSTAMP:" + UTC.format(now.truncatedTo(ChronoUnit.SECONDS)));
    line(text, "DTSTART:" + UTC.format(time.from()));
    line(text, "DTEND:" + UTC.format(time.to()));
    line(text, "SUMMARY:" + escaped(summary));
    if (!description.isEmpty()) {
      line(text, "DESCRIPTION:" + escaped(description));
    }
    line(text, "STATUS:CONFIRMED");
    line(text, "TRANSP:OPAQUE");
    line(text, "END:VEVENT");
    line(text, "END:VCALENDAR");
    return text.toString();
  }

  private static String escaped(String value) {
    var escaped = new StringBuilder(value.length() + 16);
    value.codePoints().forEach(each -> {
      if (each == '\n') {
        escaped.append("\\n");
      } else if (each >= ' ' && each != 0x7f) {
        if (each == '\\' || each == ';' || each == ',') {
          escaped.append('\\');
        }
        escaped.appendCodePoint(each);
      }
    });
    return escaped.toString();
  }

  /** Folded below 75 octets, never within a character (§3.1). */
  private static void line(StringBuilder text, String line) {
    int bytes = 0;
    for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
      String each = Character.toString(line.codePointAt(at));
      int length = each.getBytes(UTF_8).length;
      if (bytes + length > LINE_BYTES) {
        text.append("\r\n ");
        bytes = 1;
      }
      text.append(each);
      bytes += length;
    }
    text.append("\r\n");
  }
}
