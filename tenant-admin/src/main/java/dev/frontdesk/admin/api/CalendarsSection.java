package dev.frontdesk.admin.api;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Calendars by name. Their passwords are no part of it and stay as they are; they are sent only where they were given for. */
final class CalendarsSection extends Section<List<CalendarsSection.Part>> {
  private final OutwardAllow allow;

  CalendarsSection(OutwardAllow allow) {
    super("calendars", false);
    this.allow = allow;
  }

  /** A calendar without its password. */
  record Part(
      String name,
      @Nullable String description,
      String url,
      @Nullable String username,
      @Nullable Integer slotMinutes,
      @Nullable Integer leadMinutes,
      @Nullable Integer horizonDays,
      @Nullable Integer offers) {
    static Part of(Calendar calendar) {
      return new Part(
          calendar.name(),
          calendar.description(),
          calendar.url(),
          calendar.username(),
          (int) calendar.rules().length().toMinutes(),
          (int) calendar.rules().lead().toMinutes(),
          calendar.rules().horizonDays(),
          calendar.rules().offers());
    }

    CalendarEdit edit() {
      return new CalendarEdit(
          description, url, username, null, slotMinutes, leadMinutes, horizonDays, offers);
    }
  }

  @Override
  Future<@Nullable List<Part>> read(TenantStores stores, Tenant tenant) {
    return stores
        .calendars()
        .list()
        .map(all -> inOrder(all.stream().map(Part::of).toList()));
  }

  @Override
  List<Part> settled(Object wanted, Tenant tenant, @Nullable List<Part> before) {
    List<Part> parts = parsedList(wanted, Part.class);
    if (parts.stream().map(Part::name).distinct().count() < parts.size()) {
      throw Fault.invalid("/calendars", "a name stands there twice");
    }
    return inOrder(IntStream.range(0, parts.size())
        .mapToObj(i -> {
          CalendarEdit edit = parts.get(i).edit();
          edit.origin("/calendars/%d/url".formatted(i), allow);
          return Part.of(edit.calendar(parts.get(i).name()));
        })
        .toList());
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable List<Part> before, List<Part> after) {
    var names = after.stream().map(Part::name).collect(Collectors.toSet());
    Future<?> done = Future.succeededFuture();
    for (Part each : before == null ? List.<Part>of() : before) {
      if (!names.contains(each.name())) {
        done = done.compose(last -> stores.calendars().delete(each.name()));
      }
    }
    for (Part each : after) {
      done = done.compose(last -> stores.calendars().save(each.edit().calendar(each.name())));
    }
    return done.mapEmpty();
  }

  private static List<Part> inOrder(List<Part> parts) {
    return parts.stream().sorted(Comparator.comparing(Part::name)).toList();
  }
}
