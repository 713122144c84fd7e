package dev.frontdesk.admin.api;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for what: the one place of authorisation. First whether the owner in the path is within reach, else it is not there;
 * then whether the role is one of the operation's.
 */
final class Reach {
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_REMEMBERED = 20_000;

  private final Database database;
  private final Map<Way, Long> found = new ConcurrentHashMap<>();

  private record Way(@Nullable AgencyId from, UUID to) {}

  Reach(Database database) {
    this.database = database;
  }

  /**
   * @param agency in the path, if any
   * @param tenant in the path, if any
   * @return fails with NOT_FOUND or FORBIDDEN
   */
  Future<Void> check(
      Principal who, Set<Role> may, @Nullable AgencyId agency, @Nullable TenantId tenant) {
    return within(who, agency, tenant).compose(within -> {
      if (!within) {
        return Future.failedFuture(
            Fault.missing(tenant == null ? "agency" : "tenant").get());
      }
      return may.contains(who.role())
          ? Future.succeededFuture()
          : Future.failedFuture(
              Fault.forbidden("a key of role " + who.role().word() + " may not", may));
    });
  }

  /** Whether there is such an agency and, unless it is null, such a tenant in it. */
  Future<Boolean> isThere(AgencyId agency, @Nullable TenantId tenant) {
    return tenant == null
        ? remembered(new Way(null, agency.value()), () -> exists(agency))
        : remembered(
            new Way(agency, tenant.value()),
            () -> database
                .inAgency(agency, stores -> stores.tenants().byId(tenant))
                .map(java.util.Optional::isPresent));
  }

  private Future<Boolean> within(
      Principal who, @Nullable AgencyId agency, @Nullable TenantId tenant) {
    if (tenant != null) {
      return who.tenant() != null
          ? Future.succeededFuture(who.tenant().equals(tenant))
          : remembered(new Way(who.agency(), tenant.value()), () -> exists(who, tenant));
    }
    if (agency != null) {
      return who.agency() != null
          ? Future.succeededFuture(Objects.equals(who.agency(), agency))
          : remembered(new Way(null, agency.value()), () -> exists(agency));
    }
    return Future.succeededFuture(true);
  }

  private Future<Boolean> exists(Principal who, TenantId tenant) {
    return who.agency() != null
        ? database
            .inAgency(who.agency(), stores -> stores.tenants().byId(tenant))
            .map(java.util.Optional::isPresent)
        : database
            .inTenant(tenant, stores -> stores.tenants().byId(tenant))
            .map(java.util.Optional::isPresent);
  }

  private Future<Boolean> exists(AgencyId agency) {
    return database
        .inAgency(agency, stores -> stores.agency().find())
        .map(java.util.Optional::isPresent);
  }

  /** A tenant never changes its agency, so a way once found is good while the tenant is there. */
  private Future<Boolean> remembered(Way way, java.util.function.Supplier<Future<Boolean>> look) {
    Long at = found.get(way);
    if (at != null && System.nanoTime() - at < REMEMBERED_NANOS) {
      return Future.succeededFuture(true);
    }
    return look.get().onSuccess(exists -> {
      if (found.size() >= MOST_REMEMBERED) {
        found.clear();
      }
      if (exists) {
        found.put(way, System.nanoTime());
      } else {
        found.remove(way);
      }
    });
  }

  /** A tenant is gone. */
  void forget(TenantId tenant) {
    found.keySet().removeIf(way -> way.to().equals(tenant.value()));
  }
}
