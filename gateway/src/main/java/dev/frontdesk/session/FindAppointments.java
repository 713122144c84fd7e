package dev.frontdesk.session;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Offers free slots of a calendar. It has no effect, so a call that was taken over asks again. */
final class FindAppointments implements Tool {
  private static final int LONGEST = 40;

  private final Calendars calendars;

  FindAppointments(Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    LocalDate from;
    LocalTime notBefore;
    try {
      String day = arguments.text("date", LONGEST);
      String time = arguments.text("not_before", LONGEST);
      from = day.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(day);
      notBefore = time.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(time);
    } catch (DateTimeException e) {
      return Reply.refusal(
          live, asked, "Write date like 2026-11-23 and not_before like 14:00, or leave them out.");
    }
    return calendars
        .open(live, arguments.text("calendar", LONGEST))
        .compose(calendar -> calendar
            .taken(live.now())
            .map(taken -> told(calendar, calendar.slots(taken, live.now()).free(from, notBefore))))
        .recover(cause -> cause instanceof Unbookable
            ? Future.succeededFuture(
                new JsonObject().put("status", "failed").put("reason", cause.getMessage()))
            : Future.failedFuture(cause))
        .compose(output -> Reply.of(live, asked, output));
  }

  private static JsonObject told(OpenCalendar calendar, List<Instant> free) {
    return new JsonObject()
        .put("status", "ok")
        .put("calendar", calendar.calendar().name())
        .put("minutes", calendar.calendar().rules().length().toMinutes())
        .put("slots", calendar.told(free))
        .put(
            "note",
            free.isEmpty()
                ? "Nothing is free then. Ask for another day, or offer to take a message."
                : "Offer these times and no others. There may be more: ask again with a later date or not_before.");
  }
}
