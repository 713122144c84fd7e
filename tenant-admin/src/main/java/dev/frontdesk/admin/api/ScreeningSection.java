package dev.frontdesk.admin.api;

import dev.frontdesk.model.Screening;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** How doubtful callers are treated. */
final class ScreeningSection extends Section<Screening> {
  ScreeningSection() {
    super("screening", false);
  }

  @Override
  Future<@Nullable Screening> read(TenantStores stores, Tenant tenant) {
    return stores.screening().get().map(screening -> screening);
  }

  @Override
  Screening settled(Object wanted, Tenant tenant, @Nullable Screening before) {
    return parsed(wanted, ScreeningRoutes.Edited.class).screening();
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable Screening before, Screening after) {
    return stores.screening().save(after);
  }
}
