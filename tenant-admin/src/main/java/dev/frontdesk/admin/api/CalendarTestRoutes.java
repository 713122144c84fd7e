package dev.frontdesk.admin.api;

import dev.frontdesk.caldav.CalDav;
import dev.frontdesk.caldav.Taken;
import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.policy.Slots;
import dev.frontdesk.store.CalendarStore.Password;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST …/calendars/{calendar}/tests}: whether a calendar can be read. */
final class CalendarTestRoutes {
  private final Database database;
  private final @Nullable SecretVault vault;
  private final OutwardClient client;
  private final InstantSource clock = InstantSource.system();

  CalendarTestRoutes(Database database, @Nullable SecretVault vault, OutwardClient client) {
    this.database = database;
    this.vault = vault;
    this.client = client;
  }

  void bind(Operations operations) {
    operations.on("testCalendar", this::test);
  }

  /** @param detail why it does not work; absent if it does */
  private record Tested(
      boolean ok, @Nullable String detail, @Nullable Integer taken, long ms) {}

  private record Known(Calendar calendar, Optional<Password> password, OpeningHours hours) {}

  private Future<Answer> test(Request request) {
    return database
        .inTenant(request.tenant(), stores -> known(request, stores))
        .compose(this::tested)
        .map(Answer::report);
  }

  private Future<Known> known(Request request, TenantStores stores) {
    return stores
        .calendars()
        .byName(request.path("calendar"))
        .map(found -> found.orElseThrow(Fault.missing("calendar")))
        .compose(calendar -> stores
            .audit()
            .add(request.who().actor(), "calendar.test", calendar.name(), "{}")
            .compose(noted -> stores.calendars().passwordOrigin(calendar.name()))
            .compose(origin -> origin.isPresent() && vault == null
                ? Future.<Optional<Password>>failedFuture(Fault.withoutVault())
                : stores.calendars().password(calendar.name(), vault))
            .compose(password ->
                stores.hours().get().map(hours -> new Known(calendar, password, hours))));
  }

  private Future<Tested> tested(Known known) {
    Instant begun = clock.instant();
    Secret secret = known
        .password()
        .filter(each ->
            CalendarRoutes.leadsTo(known.calendar(), client.allow()).contains(each.origin()))
        .map(Password::secret)
        .orElse(null);
    if (secret == null && !known.calendar().username().isEmpty()) {
      return Future.succeededFuture(
          new Tested(false, "no password is set for where it leads", null, 0));
    }
    return CalDav.of(client, known.calendar(), secret)
        .busy(
            Slots.range(known.hours(), known.calendar().rules(), begun),
            known.hours().zone())
        .transform(asked -> Future.succeededFuture(
            asked.failed()
                ? new Tested(false, asked.cause().getMessage(), null, since(begun))
                : new Tested(true, null, taken(asked.result()), since(begun))));
  }

  private static int taken(List<Taken> all) {
    return all.size();
  }

  private long since(Instant begun) {
    return Duration.between(begun, clock.instant()).toMillis();
  }
}
