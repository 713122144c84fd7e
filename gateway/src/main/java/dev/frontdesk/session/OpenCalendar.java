package dev.frontdesk.session;

import dev.frontdesk.caldav.CalDav;
import dev.frontdesk.caldav.CalendarRefused;
import dev.frontdesk.caldav.Taken;
import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.policy.Slots;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A calendar of a tenant that is talked to.
 *
 * @param hours of the business, in whose zone all is told
 */
record OpenCalendar(Calendar calendar, CalDav dav, OpeningHours hours) {
  private static final DateTimeFormatter WALL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SPOKEN =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

  /** What is taken from now to the end of what may be booked; fails with {@link Unbookable}. */
  Future<List<Taken>> taken(Instant now) {
    return dav.busy(Slots.range(hours, calendar.rules(), now), hours.zone())
        .recover(cause -> Future.failedFuture(unread(cause)));
  }

  Slots slots(List<Taken> taken, Instant now) {
    return new Slots(hours, calendar.rules(), taken.stream().map(Taken::time).toList(), now);
  }

  Instant moment(LocalDateTime wall) {
    return wall.atZone(hours.zone()).toInstant();
  }

  /** As {@code start} of a booking wants it. */
  String wall(Instant start) {
    return WALL.format(start.atZone(hours.zone()));
  }

  JsonArray told(List<Instant> starts) {
    var told = new JsonArray();
    for (Instant start : starts) {
      told.add(told(start));
    }
    return told;
  }

  JsonObject told(Instant start) {
    return new JsonObject()
        .put("start", wall(start))
        .put("spoken", SPOKEN.format(start.atZone(hours.zone())));
  }

  static Unbookable unread(Throwable cause) {
    boolean certain = cause instanceof CalendarRefused refused && refused.isCertain();
    return new Unbookable(
        "The calendar could not be asked: " + cause.getMessage()
            + ". Tell the caller so and offer to take a message.",
        certain);
  }
}
