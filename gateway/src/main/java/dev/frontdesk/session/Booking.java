package dev.frontdesk.session;

import dev.frontdesk.caldav.Appointment;
import dev.frontdesk.caldav.CalDav.Written;
import dev.frontdesk.caldav.CalendarRefused;
import dev.frontdesk.caldav.Taken;
import dev.frontdesk.model.Stretch;
import dev.frontdesk.policy.Slots;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * An appointment that a caller wants.
 *
 * @param id the same however often it is tried
 * @param start as the clock on the wall of the business shows it
 */
record Booking(String id, LocalDateTime start, String name, String phone, String purpose) {
  private static final DateTimeFormatter SLOT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  JsonObject kept(String calendar) {
    return new JsonObject()
        .put("calendar", calendar)
        .put("start", start.toString())
        .put("name", name)
        .put("number", phone)
        .put("purpose", purpose);
  }

  /**
   * Books it if the calendar, read right before, has it free. The resource is named after the slot: of two calls that want the same one
   * the server lets one write it. Fails with {@link Unbookable}.
   */
  Future<ToolResult> in(OpenCalendar calendar, Instant now) {
    return calendar.taken(now).compose(taken -> {
      if (taken.stream().anyMatch(each -> each.uid().equals(id))) {
        return Future.succeededFuture(booked(calendar));
      }
      return free(calendar, taken, now)
          ? put(calendar, "frontdesk-" + SLOT.format(begin(calendar)), now)
              .compose(written -> written == Written.BOOKED
                  ? Future.succeededFuture(booked(calendar))
                  : another(calendar, now))
          : Future.succeededFuture(gone(calendar, taken, now));
    });
  }

  /** Something has the name of the slot: what was booked there just now, or what was there once and was moved since. */
  private Future<ToolResult> another(OpenCalendar calendar, Instant now) {
    return calendar
        .taken(now)
        .compose(taken -> free(calendar, taken, now)
            ? put(calendar, "frontdesk-" + id, now).map(written -> booked(calendar))
            : Future.succeededFuture(gone(calendar, taken, now)));
  }

  private Future<Written> put(OpenCalendar calendar, String resource, Instant now) {
    Instant begin = begin(calendar);
    var appointment = new Appointment(
        id,
        new Stretch(begin, begin.plus(calendar.calendar().rules().length())),
        purpose.isEmpty() ? name : name + " – " + purpose,
        "Name: " + name + "\nPhone: " + phone + "\nPurpose: " + purpose
            + "\nBooked on the phone by the receptionist.");
    return calendar
        .dav()
        .put(resource, appointment, now)
        .recover(cause -> Future.failedFuture(unwritten(cause)));
  }

  private boolean free(OpenCalendar calendar, List<Taken> taken, Instant now) {
    return calendar.slots(taken, now).isFree(begin(calendar));
  }

  private ToolResult booked(OpenCalendar calendar) {
    return new ToolResult(
        calendar
            .told(begin(calendar))
            .put("status", "booked")
            .put("calendar", calendar.calendar().name())
            .put("note", "Confirm day and time to the caller.")
            .encode(),
        true);
  }

  private ToolResult gone(OpenCalendar calendar, List<Taken> taken, Instant now) {
    Slots slots = calendar.slots(taken, now);
    return new ToolResult(
        new JsonObject()
            .put("status", "refused")
            .put(
                "reason", "This time is not free, or not any more. Offer the caller these instead.")
            .put("slots", calendar.told(slots.free(start.toLocalDate(), LocalTime.MIDNIGHT)))
            .encode(),
        true);
  }

  private Instant begin(OpenCalendar calendar) {
    return calendar.moment(start);
  }

  private static Unbookable unwritten(Throwable cause) {
    boolean certain = cause instanceof CalendarRefused refused && refused.isCertain();
    return new Unbookable(
        certain
            ? "It was not booked: " + cause.getMessage()
                + ". Tell the caller so and offer to take a message."
            : "It is not certain whether it was booked: " + cause.getMessage()
                + ". Tell the caller that somebody will call back to confirm; do not repeat it.",
        certain);
  }
}
