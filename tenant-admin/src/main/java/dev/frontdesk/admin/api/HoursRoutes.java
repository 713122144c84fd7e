package dev.frontdesk.admin.api;

import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;

/** {@code /v1/tenants/{tenant}/hours} and {@code …/open}: when the business takes calls, in its own zone. */
final class HoursRoutes {
  private final Database database;
  private final Writes writes;
  private final InstantSource clock = InstantSource.system();

  HoursRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getHours", this::get);
    operations.on("saveHours", this::save);
    operations.on("isOpen", this::isOpen);
  }

  private record Open(Instant at, boolean open, OpeningHours.State state) {}

  private Future<Answer> get(Request request) {
    return hours(request).map(hours -> Answer.ok(Week.of(hours)));
  }

  private Future<Answer> save(Request request) {
    var edited = request.body(Week.class);
    return writes.inTenant(
        request,
        stores -> stores.hours().get().compose(before -> {
          request.mustMatch(Week.of(before));
          if (edited.zone() != null && !edited.zone().equals(before.zone())) {
            throw Fault.invalid("/zone", "is the tenant's; change it there");
          }
          OpeningHours after = edited.hours(before.zone());
          return stores
              .hours()
              .replace(after)
              .map(saved ->
                  Change.updated("hours", request.tenant(), Week.of(before), Week.of(after)));
        }));
  }

  private Future<Answer> isOpen(Request request) {
    Instant asked = request.moment("at");
    Instant at = asked == null ? clock.instant() : asked;
    return hours(request).map(hours -> {
      OpeningHours.State state = hours.at(at);
      return Answer.report(new Open(at, state == OpeningHours.State.OPEN, state));
    });
  }

  private Future<OpeningHours> hours(Request request) {
    return database.inTenant(request.tenant(), stores -> stores.hours().get());
  }
}
