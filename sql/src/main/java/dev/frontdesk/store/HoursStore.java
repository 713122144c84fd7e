package dev.frontdesk.store;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Holiday;
import dev.frontdesk.model.OpeningHours.Span;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** When a business takes calls. The zone is the tenant's. */
public final class HoursStore {
  private static final String ZONE = "SELECT zone FROM tenant WHERE id = $1";
  private static final String WEEK =
      "SELECT day, opens, closes FROM opening_span WHERE {own} ORDER BY day, opens";
  private static final String HOLIDAYS =
      "SELECT day, name, spans::text AS spans FROM holiday WHERE {own} ORDER BY day";
  private static final String DELETE_WEEK = "DELETE FROM opening_span WHERE {own}";
  private static final String DELETE_HOLIDAYS = "DELETE FROM holiday WHERE {own}";
  private static final String INSERT_WEEK = """
      INSERT INTO opening_span (tenant_id, agency_id, day, opens, closes)
      SELECT tenant.id, agency_id, s.day, s.opens, s.closes
      FROM tenant, unnest($2::smallint[], $3::time[], $4::time[]) AS s (day, opens, closes) WHERE tenant.id = $1
      """;
  private static final String INSERT_HOLIDAYS = """
      INSERT INTO holiday (tenant_id, agency_id, day, name, spans)
      SELECT tenant.id, agency_id, h.day, h.name, h.spans::jsonb
      FROM tenant, unnest($2::date[], $3::text[], $4::text[]) AS h (day, name, spans) WHERE tenant.id = $1
      """;

  private final Scope scope;

  HoursStore(Scope scope) {
    this.scope = scope;
  }

  public Future<OpeningHours> get() {
    return scope
        .run("read zone", ZONE)
        .map(rows -> ZoneId.of(rows.iterator().next().getString("zone")))
        .compose(this::inZone);
  }

  /** Puts these hours in place of all there were. */
  public Future<Void> replace(OpeningHours hours) {
    return scope
        .run("remove hours", DELETE_WEEK)
        .compose(removed -> scope.run("remove holidays", DELETE_HOLIDAYS))
        .compose(removed -> insertWeek(hours.week()))
        .compose(added -> insertHolidays(hours.holidays()));
  }

  private Future<OpeningHours> inZone(ZoneId zone) {
    return scope
        .run("read hours", WEEK)
        .compose(week -> scope
            .list("read holidays", HOLIDAYS, HoursStore::holiday)
            .map(holidays -> new OpeningHours(zone, week(week), holidays)));
  }

  private Future<Void> insertWeek(Map<DayOfWeek, List<Span>> week) {
    List<Short> days = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    week.forEach((day, open) -> {
      open.forEach(span -> days.add((short) day.getValue()));
      spans.addAll(open);
    });
    return scope
        .run(
            "add hours",
            INSERT_WEEK,
            days.toArray(Short[]::new),
            spans.stream().map(Span::from).toArray(LocalTime[]::new),
            spans.stream().map(Span::to).toArray(LocalTime[]::new))
        .mapEmpty();
  }

  private Future<Void> insertHolidays(List<Holiday> holidays) {
    return scope
        .run(
            "add holidays",
            INSERT_HOLIDAYS,
            holidays.stream().map(Holiday::day).toArray(LocalDate[]::new),
            holidays.stream().map(Holiday::name).toArray(String[]::new),
            holidays.stream()
                .map(holiday -> HoursJson.array(holiday.spans()).toString())
                .toArray(String[]::new))
        .mapEmpty();
  }

  private static Map<DayOfWeek, List<Span>> week(Iterable<Row> rows) {
    Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    for (Row row : rows) {
      week.computeIfAbsent(DayOfWeek.of(row.getShort("day")), day -> new ArrayList<>())
          .add(new Span(row.getLocalTime("opens"), row.getLocalTime("closes")));
    }
    return week;
  }

  private static Holiday holiday(Row row) {
    return new Holiday(
        row.getLocalDate("day"),
        row.getString("name"),
        HoursJson.spans(Json.read(row.getString("spans"))));
  }
}
