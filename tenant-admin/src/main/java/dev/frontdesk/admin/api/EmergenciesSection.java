package dev.frontdesk.admin.api;

import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What happens when a caller speaks of an emergency. */
final class EmergenciesSection extends Section<EmergencyCare> {
  EmergenciesSection() {
    super("emergencies", false);
  }

  @Override
  Future<@Nullable EmergencyCare> read(TenantStores stores, Tenant tenant) {
    return stores.emergency().get().map(care -> care);
  }

  @Override
  EmergencyCare settled(Object wanted, Tenant tenant, @Nullable EmergencyCare before) {
    return parsed(wanted, EmergencyRoutes.Edited.class).care();
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable EmergencyCare before, EmergencyCare after) {
    return EmergencyRoutes.known("/emergencies/target", stores, after)
        .compose(known -> stores.emergency().save(after));
  }
}
