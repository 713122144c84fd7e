package dev.frontdesk.admin.api;

import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The tenant itself: its name, zone, limits and how its desk treats callers. */
final class TenantSection extends Section<TenantView.Edited> {
  TenantSection() {
    super("tenant", true);
  }

  @Override
  Future<TenantView.@Nullable Edited> read(TenantStores stores, Tenant tenant) {
    return Future.succeededFuture(TenantView.Edited.of(tenant));
  }

  @Override
  TenantView.Edited settled(Object wanted, Tenant tenant, TenantView.@Nullable Edited before) {
    return TenantView.Edited.of(
        parsed(wanted, TenantView.Edited.class).tenant(tenant.id(), tenant.agency()));
  }

  @Override
  Future<Void> write(
      TenantStores stores,
      Tenant tenant,
      TenantView.@Nullable Edited before,
      TenantView.Edited after) {
    return stores.tenants().update(after.tenant(tenant.id(), tenant.agency())).mapEmpty();
  }
}
