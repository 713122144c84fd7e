package dev.frontdesk.store;

import dev.frontdesk.model.Calendar;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.CalendarStore.Password;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calendars as calls use them: as they are now. May be used from any thread. */
public final class CalendarBook {
  private final Database database;
  private final @Nullable SecretVault vault;

  CalendarBook(Database database, @Nullable SecretVault vault) {
    this.database = database;
    this.vault = vault;
  }

  public Future<List<Calendar>> of(TenantId tenant) {
    return database.inTenant(tenant, stores -> stores.calendars().list());
  }

  /** Empty if it has none; fails if it cannot be opened. */
  public Future<Optional<Password>> password(TenantId tenant, String calendar) {
    return database.inTenant(tenant, stores -> stores.calendars().password(calendar, vault));
  }
}
