package dev.frontdesk.admin.api;

import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Opening hours and holidays, in the tenant's zone. */
final class HoursSection extends Section<Week> {
  HoursSection() {
    super("hours", false);
  }

  @Override
  Future<@Nullable Week> read(TenantStores stores, Tenant tenant) {
    return stores.hours().get().map(hours -> Week.of(hours).zoneless());
  }

  @Override
  Week settled(Object wanted, Tenant tenant, @Nullable Week before) {
    Week week = parsed(wanted, Week.class);
    if (week.zone() != null && !week.zone().equals(tenant.zone())) {
      throw Fault.invalid("/hours/zone", "is the tenant's; change it there");
    }
    return Week.of(week.hours(tenant.zone())).zoneless();
  }

  @Override
  Future<Void> write(TenantStores stores, Tenant tenant, @Nullable Week before, Week after) {
    return stores.hours().replace(after.hours(tenant.zone()));
  }
}
