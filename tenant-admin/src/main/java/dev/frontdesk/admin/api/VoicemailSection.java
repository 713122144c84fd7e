package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.VoicemailRoutes.Shown;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** How callers leave a message on tape. */
final class VoicemailSection extends Section<Shown> {
  VoicemailSection() {
    super("voicemail", false);
  }

  @Override
  Future<@Nullable Shown> read(TenantStores stores, Tenant tenant) {
    return stores.voicemail().settings().map(Shown::of);
  }

  @Override
  Shown settled(Object wanted, Tenant tenant, @Nullable Shown before) {
    return Shown.of(parsed(wanted, Shown.class).voicemail());
  }

  @Override
  Future<Void> write(TenantStores stores, Tenant tenant, @Nullable Shown before, Shown after) {
    return stores.voicemail().save(after.voicemail());
  }
}
