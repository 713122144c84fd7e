package dev.frontdesk.admin.api;

import dev.frontdesk.model.SummarySettings;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** How calls are summed up once they are over. */
final class SummariesSection extends Section<SummarySettings> {
  SummariesSection() {
    super("summaries", false);
  }

  @Override
  Future<@Nullable SummarySettings> read(TenantStores stores, Tenant tenant) {
    return stores.summaries().settings().map(settings -> settings);
  }

  @Override
  SummarySettings settled(Object wanted, Tenant tenant, @Nullable SummarySettings before) {
    return parsed(wanted, SummaryRoutes.Edited.class).settings();
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable SummarySettings before, SummarySettings after) {
    return stores.summaries().save(after);
  }
}
