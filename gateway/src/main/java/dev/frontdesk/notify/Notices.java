package dev.frontdesk.notify;

import dev.frontdesk.store.OutboxStore.Delivery;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what happened, from an event and what is known of its call. Pure. */
final class Notices {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);

  private final JsonObject event;
  private final JsonObject call;
  private final JsonObject context;
  private final boolean personal;
  private final Instant at;
  private final List<Notice.Line> lines = new ArrayList<>();

  private Notices(Delivery delivery) {
    this.event = new JsonObject(delivery.payload());
    String known = delivery.context();
    this.context = known == null ? new JsonObject() : new JsonObject(known);
    this.call = context.getJsonObject("call", new JsonObject());
    this.personal = delivery.personal();
    this.at = delivery.happenedAt();
  }

  static Notice of(Delivery delivery) {
    return new Notices(delivery).notice(delivery.kind());
  }

  private Notice notice(String kind) {
    return switch (kind) {
      case "ping" -> notice("Test: this channel works", "");
      case "message.taken" -> message();
      case "call.answered" -> called().notice("Call answered", "");
      case "call.completed" -> ended().notice("Call ended", text(call, "summary"));
      case "call.missed" -> ended().notice("Missed call", "");
      case "call.summarised" -> summary();
      case "call.emergency" -> emergency();
      case "transfer.failed" -> transfer("Transfer failed");
      case "transfer.completed" -> transfer("Transfer completed");
      default -> called().notice(words(kind), text(event, "message"));
    };
  }

  private Notice message() {
    String forWhom = text(context, "target");
    line("From", text(event, "name"), personal);
    line("Number", text(event, "number"), personal);
    line("For", forWhom, true);
    line("Taken", moment(at), true);
    boolean urgent = Boolean.TRUE.equals(event.getValue("urgent"));
    return notice((urgent ? "Urgent message" : "Message"), text(event, "message"));
  }

  private Notice summary() {
    ended();
    line("Mood", text(event, "sentiment"), true);
    line("Tags", listed(event.getValue("tags")), true);
    line("To do", listed(event.getValue("followUps")), personal);
    return notice("Call summary", text(event, "summary"));
  }

  private Notice emergency() {
    called();
    line("Put through to", named(), true);
    return notice("Emergency on the phone", text(event, "words"));
  }

  private Notice transfer(String title) {
    called();
    line("To", named(), true);
    line("Outcome", words(text(event, "outcome")), true);
    return notice(title, "");
  }

  private Notices called() {
    line(
        "Caller",
        text(call, "caller").isEmpty() ? text(event, "caller") : text(call, "caller"),
        personal);
    line("Name", text(call, "callerName"), personal);
    line("Dialled", text(call, "dialled"), personal);
    line("When", moment(received()), true);
    return this;
  }

  private Notices ended() {
    called();
    line("Duration", duration(event.getValue("seconds") == null ? call : event), true);
    line("Outcome", words(text(event, "outcome")), true);
    return this;
  }

  /** Of a target by its name; the key it had, if it is no longer there. */
  private String named() {
    String name = text(context, "target");
    return name.isEmpty() ? text(event, "target") : name;
  }

  private Instant received() {
    String known =
        text(event, "receivedAt").isEmpty() ? text(call, "receivedAt") : text(event, "receivedAt");
    try {
      return known.isEmpty() ? at : OffsetDateTime.parse(known).toInstant();
    } catch (DateTimeException e) {
      return at;
    }
  }

  private Notice notice(String title, String words) {
    String business = text(context, "business");
    String whole = business.isEmpty() ? title : title + " – " + business;
    return new Notice(Plain.line(whole), lines, personal ? Plain.words(words) : "", at);
  }

  private void line(String name, String value, boolean told) {
    String plain = Plain.line(value);
    if (told && !plain.isEmpty()) {
      lines.add(new Notice.Line(name, plain));
    }
  }

  /** In the tenant's zone, which it names. */
  private String moment(Instant moment) {
    String named = text(context, "zone");
    ZoneId zone = ZoneOffset.UTC;
    try {
      zone = named.isEmpty() ? zone : ZoneId.of(named);
    } catch (DateTimeException e) {
      return MOMENT.format(moment.atZone(zone)) + " (UTC)";
    }
    return MOMENT.format(moment.atZone(zone)) + " (" + (named.isEmpty() ? "UTC" : named) + ")";
  }

  private static String duration(JsonObject of) {
    if (!(of.getValue("seconds") instanceof Number number)) {
      return "";
    }
    long seconds = number.longValue();
    return seconds < 60 ? seconds + " s" : "%d min %d s".formatted(seconds / 60, seconds % 60);
  }

  private static String text(JsonObject of, String name) {
    Object value = of.getValue(name);
    return value == null ? "" : value.toString();
  }

  private static String listed(Object value) {
    return value instanceof JsonArray all
        ? String.join(", ", all.stream().map(String::valueOf).toList())
        : "";
  }

  /** An identifier of ours as people read it. */
  private static String words(String identifier) {
    return identifier.replace('-', ' ').replace('.', ' ').replace('_', ' ');
  }
}
