package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.TextingRoutes.Shown;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** To whom the receptionist may send text messages. */
final class TextingSection extends Section<Shown> {
  TextingSection() {
    super("texting", false);
  }

  @Override
  Future<@Nullable Shown> read(TenantStores stores, Tenant tenant) {
    return stores.texting().settings().map(Shown::of);
  }

  @Override
  Shown settled(Object wanted, Tenant tenant, @Nullable Shown before) {
    return Shown.of(parsed(wanted, Shown.class).texting());
  }

  @Override
  Future<Void> write(TenantStores stores, Tenant tenant, @Nullable Shown before, Shown after) {
    return stores.texting().save(after.texting());
  }
}
