package dev.frontdesk.admin.api;

import dev.frontdesk.model.TenantId;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Answers that follow from a tenant's settings alone, kept while this node knows of no change: it forgets at once what it writes itself,
 * and hears of other nodes' writes as calls do, within milliseconds. May be used from any thread.
 */
final class Remembered {
  private static final int MOST_TENANTS = 2_000;

  private final Revisions revisions;
  private final Map<TenantId, Map<String, Kept>> kept = new ConcurrentHashMap<>();
  private final AtomicLong writes = new AtomicLong();

  Remembered(Revisions revisions) {
    this.revisions = revisions;
  }

  /** An answer as it is sent, and the revision at which it was read, or an older one. */
  private record Kept(long revision, Answer answer) {}

  /** What is to be read now: its answer may be kept if nothing was written meanwhile. */
  record Reading(TenantId tenant, String operation, long revision, long writes) {}

  /** Null: it has to be read. */
  @Nullable
  Answer find(TenantId tenant, String operation) {
    Map<String, Kept> ofTenant = kept.get(tenant);
    Kept found = ofTenant == null ? null : ofTenant.get(operation);
    OptionalLong revision = found == null ? OptionalLong.empty() : revisions.of(tenant);
    return found != null && revision.isPresent() && revision.getAsLong() == found.revision()
        ? found.answer()
        : null;
  }

  /** Null: nothing of it can be kept. */
  @Nullable
  Reading begin(TenantId tenant, String operation) {
    OptionalLong revision = revisions.of(tenant);
    return revision.isEmpty()
        ? null
        : new Reading(tenant, operation, revision.getAsLong(), writes.get());
  }

  void keep(Reading reading, Answer answer) {
    if (writes.get() != reading.writes()) {
      return;
    }
    if (kept.size() >= MOST_TENANTS) {
      kept.clear();
    }
    kept.computeIfAbsent(reading.tenant(), none -> new ConcurrentHashMap<>())
        .put(reading.operation(), new Kept(reading.revision(), answer));
  }

  /** Something was written here, or may have been. */
  void forget() {
    writes.incrementAndGet();
    kept.clear();
  }

  /** As {@link #forget()}, of one tenant. */
  void forget(TenantId tenant) {
    writes.incrementAndGet();
    kept.remove(tenant);
  }
}
