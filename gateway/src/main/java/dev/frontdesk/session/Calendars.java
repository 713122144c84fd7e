package dev.frontdesk.session;

import dev.frontdesk.caldav.CalDav;
import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Printable;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.store.CalendarBook;
import dev.frontdesk.store.CalendarStore.Password;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calendars of the tenants whose calls are held here. */
final class Calendars {
  private final Directory directory;
  private final CalendarBook book;
  private final OutwardClient client;

  Calendars(Directory directory, OutwardClient client) {
    this.directory = directory;
    this.book = directory.calendars();
    this.client = client;
  }

  /**
   * @param name as the model wrote it; blank: the only one
   * @return fails with {@link Unbookable} if it cannot be told which, or if it is not set up
   */
  Future<OpenCalendar> open(LiveCall live, String name) {
    Plan plan = live.call().plan();
    Optional<TenantSettings> settings =
        plan == null ? Optional.empty() : directory.tenant(plan.tenant());
    if (settings.isEmpty()) {
      return notSetUp();
    }
    TenantSettings tenant = settings.get();
    return book.of(tenant.id()).compose(all -> {
      List<Calendar> meant = all.stream()
          .filter(each -> name.isEmpty() ? all.size() == 1 : each.name().equals(name))
          .toList();
      return all.isEmpty()
          ? notSetUp()
          : meant.isEmpty() ? which(all) : opened(tenant, meant.get(0));
    });
  }

  private Future<OpenCalendar> opened(TenantSettings tenant, Calendar calendar) {
    return book.password(tenant.id(), calendar.name()).compose(found -> {
      Secret password = sendable(calendar, found);
      return password == null && !calendar.username().isEmpty()
          ? notSetUp()
          : Future.succeededFuture(
              new OpenCalendar(calendar, CalDav.of(client, calendar, password), tenant.hours()));
    });
  }

  /** Null if there is none for where the calendar is now. */
  private @Nullable Secret sendable(Calendar calendar, Optional<Password> found) {
    try {
      String origin = OutwardUrl.of(calendar.url(), client.allow()).origin();
      return found
          .filter(each -> each.origin().equals(origin))
          .map(Password::secret)
          .orElse(null);
    } catch (OutwardFailure failure) {
      return null; // the request will be refused with the same words
    }
  }

  private static <T> Future<T> which(List<Calendar> all) {
    return Future.failedFuture(new Unbookable(
        "Say which calendar is meant. There are: "
            + all.stream().map(Calendars::named).collect(Collectors.joining(", ")) + ".",
        true));
  }

  private static String named(Calendar calendar) {
    return calendar.description().isEmpty()
        ? calendar.name()
        : calendar.name() + " (" + Printable.brief(calendar.description()) + ")";
  }

  private static <T> Future<T> notSetUp() {
    return Future.failedFuture(new Unbookable(
        "No calendar is set up. Tell the caller that nothing can be booked now, and offer to take a message.",
        true));
  }
}
