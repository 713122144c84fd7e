package dev.frontdesk.caldav;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.Stretch;
import dev.frontdesk.outward.OutwardAnswer;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardRequest;
import dev.frontdesk.outward.OutwardUrl;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Asks one CalDAV collection; every future fails with {@link CalendarRefused} only. */
public final class CalDav {
  private static final Duration WITHIN = Duration.ofSeconds(6);
  private static final int MOST_BYTES = 2 * 1024 * 1024;
  private static final HttpMethod REPORT = HttpMethod.valueOf("REPORT");
  private static final String QUERY = """
      <?xml version="1.0" encoding="utf-8"?>
      <C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
        <D:prop><D:getetag/><C:calendar-data/></D:prop>
        <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
          <C:time-range start="%s" end="%s"/>
        </C:comp-filter></C:comp-filter></C:filter>
      </C:calendar-query>
      """;

  private final OutwardClient client;
  private final String url;
  private final Map<String, String> headers;

  private CalDav(OutwardClient client, String url, Map<String, String> headers) {
    this.client = client;
    this.url = url;
    this.headers = headers;
  }

  /** @param password null: nobody is asked for */
  public static CalDav of(OutwardClient client, Calendar calendar, @Nullable Secret password) {
    var headers = new HashMap<String, String>(Map.of("user-agent", "Frontdesk"));
    if (password != null) {
      String pair = calendar.username() + ":" + password.reveal();
      headers.put(
          "authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
    String url = calendar.url().endsWith("/") ? calendar.url() : calendar.url() + "/";
    return new CalDav(client, url, Map.copyOf(headers));
  }

  /** What becomes of an appointment that is written. */
  public enum Written {
    /** It is there; also when it was before. */
    BOOKED,
    /** Another one is there under this name. */
    OCCUPIED
  }

  /**
   * The time that events take within {@code range}, repetitions spelled out.
   *
   * @param business zone of times that name none
   */
  public Future<List<Taken>> busy(Stretch range, ZoneId business) {
    var headers = new HashMap<>(this.headers);
    headers.put("content-type", "application/xml; charset=utf-8");
    headers.put("depth", "1");
    Buffer query = Buffer.buffer(
        QUERY.formatted(Appointment.UTC.format(range.from()), Appointment.UTC.format(range.to())));
    return send(REPORT, url, headers, query)
        .recover(cause -> Future.failedFuture(refused(cause, true)))
        .compose(answer -> read(answer, range, business));
  }

  /**
   * Writes an appointment unless something is there already (RFC 4791 §5.3.2).
   *
   * @param name of the resource in the collection, without its ending
   * @return fails as not certain if it may have been written
   */
  public Future<Written> put(String name, Appointment appointment, Instant now) {
    var headers = new HashMap<>(this.headers);
    headers.put("content-type", "text/calendar; charset=utf-8");
    headers.put("if-none-match", "*");
    String place = url + name + ".ics";
    return send(HttpMethod.PUT, place, headers, Buffer.buffer(appointment.text(now)))
        .transform(put -> {
          boolean doubtful = put.failed() || put.result().status() >= 500;
          if (put.failed() && refused(put.cause(), false).isCertain()) {
            return Future.failedFuture(refused(put.cause(), false));
          }
          if (doubtful || put.result().status() == 412 || put.result().status() == 409) {
            return whose(place, appointment.uid(), doubtful);
          }
          return put.result().status() / 100 == 2
              ? Future.succeededFuture(Written.BOOKED)
              : Future.failedFuture(refusal(put.result().status()));
        });
  }

  /** After an answer that tells not enough, the calendar is looked into. */
  private Future<Written> whose(String place, String uid, boolean doubtful) {
    return send(HttpMethod.GET, place, headers, null)
        .recover(cause -> Future.failedFuture(
            refused(cause, false).isCertain() && !doubtful
                ? refused(cause, true)
                : new CalendarRefused(String.valueOf(cause.getMessage()), false)))
        .compose(answer -> {
          if (answer.status() == 200) {
            boolean ours = ContentLine.all(answer.body().toString(UTF_8)).stream()
                .anyMatch(
                    line -> line.name().equals("UID") && line.value().strip().equals(uid));
            return Future.succeededFuture(ours ? Written.BOOKED : Written.OCCUPIED);
          }
          return Future.failedFuture(
              doubtful && answer.status() != 404 && answer.status() != 410
                  ? new CalendarRefused("the calendar is in trouble", false)
                  : new CalendarRefused("the calendar did not take the appointment", !doubtful));
        });
  }

  private static Future<List<Taken>> read(OutwardAnswer answer, Stretch range, ZoneId business) {
    if (answer.status() != 207) {
      return Future.failedFuture(refusal(answer.status()));
    }
    try {
      var busy = new BusyTimes(business, range);
      var taken = new ArrayList<Taken>();
      for (String calendar : Multistatus.calendars(answer.body().getBytes())) {
        taken.addAll(busy.in(calendar));
      }
      return Future.succeededFuture(List.copyOf(taken));
    } catch (XMLStreamException e) {
      return Future.failedFuture(
          new CalendarRefused("the calendar answered something else than calendar data", true));
    } catch (DateTimeException | ArithmeticException e) {
      return Future.failedFuture(
          new CalendarRefused("the calendar holds an event whose time cannot be read", true));
    }
  }

  private Future<OutwardAnswer> send(
      HttpMethod method, String place, Map<String, String> headers, @Nullable Buffer body) {
    try {
      OutwardUrl to = OutwardUrl.of(place, client.allow());
      return client.send(new OutwardRequest(method, to, headers, body, WITHIN, MOST_BYTES));
    } catch (OutwardFailure failure) {
      return Future.failedFuture(failure);
    }
  }

  private static CalendarRefused refused(Throwable cause, boolean reading) {
    boolean nothing = cause instanceof OutwardFailure failure && failure.kind().nothingSent();
    return new CalendarRefused(
        Optional.ofNullable(cause.getMessage()).orElse("the calendar cannot be reached"),
        reading || nothing);
  }

  private static CalendarRefused refusal(int status) {
    return new CalendarRefused(
        switch (status) {
          case 401, 403 -> "the calendar refused the user or the password (" + status + ")";
          case 404, 410 -> "there is no calendar at this address (" + status + ")";
          case 405, 501 -> "what is at this address is no calendar (" + status + ")";
          default -> "the calendar answered " + status;
        },
        true);
  }
}
