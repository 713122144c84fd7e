package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.store.CalendarStore;
import dev.frontdesk.store.CalendarStore.Password;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/calendars}: where a receptionist finds free times and books appointments. */
final class CalendarRoutes {
  static final int MOST = 20;

  private final Database database;
  private final Writes writes;
  private final @Nullable SecretVault vault;
  private final OutwardAllow allow;

  CalendarRoutes(
      Database database, Writes writes, @Nullable SecretVault vault, OutwardAllow allow) {
    this.database = database;
    this.writes = writes;
    this.vault = vault;
    this.allow = allow;
  }

  void bind(Operations operations) {
    operations.on("listCalendars", this::list);
    operations.on("getCalendar", this::get);
    operations.on("saveCalendar", this::save);
    operations.on("deleteCalendar", this::delete);
  }

  private record Shown(
      String name,
      String description,
      String url,
      String username,
      boolean hasPassword,
      long slotMinutes,
      long leadMinutes,
      int horizonDays,
      int offers) {
    static Shown of(Calendar calendar, boolean hasPassword) {
      return new Shown(
          calendar.name(),
          calendar.description(),
          calendar.url(),
          calendar.username(),
          hasPassword,
          calendar.rules().length().toMinutes(),
          calendar.rules().lead().toMinutes(),
          calendar.rules().horizonDays(),
          calendar.rules().offers());
    }
  }

  private Future<Answer> list(Request request) {
    return database
        .inTenant(
            request.tenant(),
            stores -> stores
                .calendars()
                .list()
                .compose(all -> Future.all(
                        all.stream().map(each -> shown(stores, each)).toList())
                    .map(done -> done.<Shown>list())))
        .map(all -> request.pageOf(all, Shown::name, each -> each));
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores, request.path("calendar")))
        .map(found -> Answer.ok(found.orElseThrow(Fault.missing("calendar"))));
  }

  private Future<Answer> save(Request request) {
    var edit = request.body(CalendarEdit.class);
    String name = request.path("calendar");
    String origin = edit.origin("/url", allow);
    return writes.inTenant(
        request,
        stores -> found(stores, name).compose(before -> {
          request.mustMatch(before);
          return roomFor(stores, before.isPresent())
              .compose(room -> stores.calendars().save(edit.calendar(name)))
              .compose(saved -> password(stores.calendars(), name, edit, origin))
              .compose(set -> found(stores, name))
              .map(after -> Change.updated(
                  "calendar",
                  name,
                  before.orElse(null),
                  after.orElseThrow(Fault.missing("calendar"))));
        }));
  }

  private Future<Answer> delete(Request request) {
    String name = request.path("calendar");
    return writes.inTenant(
        request,
        stores -> found(stores, name).compose(found -> {
          var before = found.orElseThrow(Fault.missing("calendar"));
          request.mustMatch(before);
          return stores
              .calendars()
              .delete(name)
              .map(deleted -> Change.deleted("calendar", name, before));
        }));
  }

  private static Future<Void> roomFor(TenantStores stores, boolean known) {
    return stores.calendars().list().map(all -> {
      if (!known && all.size() >= MOST) {
        throw new Fault(Kind.CONFLICT, "a tenant has at most " + MOST + " calendars");
      }
      return null;
    });
  }

  /** One that is kept stays bound to where it was given for: who changes the host must know it to send it there. */
  private Future<?> password(CalendarStore store, String name, CalendarEdit edit, String origin) {
    String given = edit.password();
    if (edit.username() == null || edit.username().isEmpty()) {
      return store.removePassword(name);
    }
    if (given == null) {
      return store.passwordOrigin(name).map(kept -> {
        if (!kept.equals(Optional.of(origin))) {
          throw Fault.invalid("/password", "must be given, it is not set for " + origin);
        }
        return true;
      });
    }
    return vault == null
        ? Future.failedFuture(Fault.withoutVault())
        : store.replacePassword(name, new Password(origin, Secret.of(given)), vault);
  }

  private Future<Optional<Shown>> found(TenantStores stores, String name) {
    return stores
        .calendars()
        .byName(name)
        .compose(found -> found.isEmpty()
            ? Future.succeededFuture(Optional.<Shown>empty())
            : shown(stores, found.get()).map(Optional::of));
  }

  private Future<Shown> shown(TenantStores stores, Calendar calendar) {
    return stores
        .calendars()
        .passwordOrigin(calendar.name())
        .map(origin ->
            Shown.of(calendar, origin.filter(leadsTo(calendar, allow)::contains).isPresent()));
  }

  /** None, if the installation does not let requests go there any more. */
  static List<String> leadsTo(Calendar calendar, OutwardAllow allow) {
    try {
      return List.of(OutwardUrl.of(calendar.url(), allow).origin());
    } catch (OutwardFailure failure) {
      return List.of();
    }
  }
}
