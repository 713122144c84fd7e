package dev.frontdesk.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Plan;
import dev.frontdesk.policy.Redactor;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.UUID;

/**
 * Books a slot of a calendar: claimed as an effect first, written under an id that is made of the claim's, so that a repeat after a crash
 * finds what it wrote. What nobody knows is told as not confirmed, and its effect stays without a result.
 */
final class BookAppointment implements Tool {
  static final String KIND = "book_appointment";
  private static final int LONGEST_NAME = 120;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_PURPOSE = 400;

  private final Calendars calendars;
  private final Effects effects;
  private final BookingText texts;

  BookAppointment(Calendars calendars, Effects effects, BookingText texts) {
    this.calendars = calendars;
    this.effects = effects;
    this.texts = texts;
  }

  @Override
  public Future<CallEvent> run(LiveCall live, ToolCall asked, Arguments arguments) {
    Plan plan = live.call().plan();
    if (plan != null && !plan.redact().isEmpty() && Redactor.isMasked(asked.arguments())) {
      return answered(
          live, asked, ToolResult.notConfirmed("what was asked for is not known any more"));
    }
    String name = arguments.text("name", LONGEST_NAME);
    if (name.isEmpty()) {
      return Reply.refusal(live, asked, "The name is empty. Ask the caller for it.");
    }
    try {
      var start = LocalDateTime.parse(arguments.text("start", LONGEST_NUMBER));
      var booking = new Booking(
          id(live, asked),
          start,
          name,
          number(live, arguments.text("phone", LONGEST_NUMBER)),
          arguments.text("purpose", LONGEST_PURPOSE));
      return claimed(live, asked, arguments, booking);
    } catch (DateTimeException e) {
      return Reply.refusal(
          live, asked, "start must be one of the times that find_appointments told, as it stands.");
    }
  }

  private Future<CallEvent> claimed(
      LiveCall live, ToolCall asked, Arguments arguments, Booking booking) {
    String calendar = arguments.text("calendar", LONGEST_NUMBER);
    return effects
        .claim(live.call(), asked.id(), KIND, booking.kept(calendar).encode())
        .compose(verdict -> decided(live, asked, arguments, booking, verdict));
  }

  private Future<CallEvent> decided(
      LiveCall live, ToolCall asked, Arguments arguments, Booking booking, EffectVerdict verdict) {
    String known = verdict.result();
    if (verdict.verdict() == EffectVerdict.Verdict.STALE) {
      return answered(live, asked, ToolResult.notConfirmed("another node books it"));
    }
    return known != null
        ? answered(live, asked, new ToolResult(known, true))
        : calendars
            .open(live, arguments.text("calendar", LONGEST_NUMBER))
            .compose(open -> booking
                .in(open, live.now())
                .compose(result -> confirmed(live, asked, arguments, booking, open, result)))
            .recover(BookAppointment::failed)
            .compose(result -> {
              if (result.isCertain()) {
                effects.ended(live.call(), asked.id(), result.output());
              }
              return answered(live, asked, result);
            });
  }

  /** Before the booking's effect has its result: who books it again after a crash comes by here, and the text message is once in any case. */
  private Future<ToolResult> confirmed(
      LiveCall live,
      ToolCall asked,
      Arguments arguments,
      Booking booking,
      OpenCalendar calendar,
      ToolResult result) {
    var told = new JsonObject(result.output());
    return told.getString("status").equals("booked")
        ? texts
            .send(
                live,
                asked,
                booking.phone(),
                booking.start().atZone(calendar.hours().zone()),
                arguments.flag("text", true))
            .map(sms -> new ToolResult(told.mergeIn(sms).encode(), result.isCertain()))
        : Future.succeededFuture(result);
  }

  private static Future<ToolResult> failed(Throwable cause) {
    if (!(cause instanceof Unbookable unbookable)) {
      return Future.failedFuture(cause);
    }
    var output = new JsonObject()
        .put("status", unbookable.isCertain() ? "failed" : "not_confirmed")
        .put("reason", unbookable.getMessage());
    return Future.succeededFuture(new ToolResult(output.encode(), unbookable.isCertain()));
  }

  private static Future<CallEvent> answered(LiveCall live, ToolCall asked, ToolResult result) {
    return Future.succeededFuture(
        new CallEvent.ToolAnswered(live.now(), asked.id(), result.output()));
  }

  /** The same booking has the same id, on whichever node it is begun again. */
  private static String id(LiveCall live, ToolCall asked) {
    return UUID.nameUUIDFromBytes((live.call().id() + "/" + asked.id()).getBytes(UTF_8))
        .toString();
  }

  private static String number(LiveCall live, String given) {
    PhoneNumber caller = live.origin().caller();
    return given.isEmpty() && caller != null ? caller.e164() : given;
  }
}
