package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import dev.frontdesk.model.OpeningHours.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Opening hours as they stand in a column:
 * <code>{"zone": "Europe/Bratislava", "week": {"MONDAY": [["09:00", "17:00"]]}, "holidays": [{"day": "2026-12-24", "name": "", "spans": []}]}</code>.
 */
final class HoursJson {
  private HoursJson() {}

  static OpeningHours read(JsonNode hours) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    hours
        .path("week")
        .properties()
        .forEach(day -> week.put(DayOfWeek.valueOf(day.getKey()), spans(day.getValue())));
    return new OpeningHours(
        ZoneId.of(hours.path("zone").asText("UTC")),
        week,
        SettingsReader.list(hours.path("holidays"), HoursJson::holiday));
  }

  static Holiday holiday(JsonNode holiday) {
    return new Holiday(
        LocalDate.parse(holiday.path("day").asText()),
        holiday.path("name").asText(),
        spans(holiday.path("spans")));
  }

  static List<Span> spans(JsonNode spans) {
    return SettingsReader.list(
        spans,
        span -> new Span(
            LocalTime.parse(span.path(0).asText()), LocalTime.parse(span.path(1).asText())));
  }

  static String write(OpeningHours hours) {
    ObjectNode written = Json.MAPPER.createObjectNode().put("zone", hours.zone().getId());
    ObjectNode week = written.putObject("week");
    hours.week().forEach((day, spans) -> week.set(day.name(), array(spans)));
    ArrayNode holidays = written.putArray("holidays");
    for (Holiday holiday : hours.holidays()) {
      holidays
          .addObject()
          .put("day", holiday.day().toString())
          .put("name", holiday.name())
          .set("spans", array(holiday.spans()));
    }
    return written.toString();
  }

  static ArrayNode array(List<Span> spans) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    for (Span span : spans) {
      array.addArray().add(span.from().toString()).add(span.to().toString());
    }
    return array;
  }
}
