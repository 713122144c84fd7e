package dev.frontdesk.admin.api;

import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Tenant;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code /v1/agencies/{agency}/tenants} and {@code /v1/tenants/{tenant}}: whose phones are answered. */
final class TenantRoutes {
  private final Database database;
  private final Writes writes;
  private final Reach reach;

  TenantRoutes(Database database, Writes writes, Reach reach) {
    this.database = database;
    this.writes = writes;
    this.reach = reach;
  }

  void bind(Operations operations) {
    operations.on("listTenants", this::list);
    operations.on("createTenant", this::create);
    operations.on("getTenant", this::get);
    operations.on("updateTenant", this::update);
    operations.on("deleteTenant", this::delete);
  }

  private Future<Answer> list(Request request) {
    String after = request.after();
    return database
        .inAgency(
            request.agency(),
            stores -> stores.tenants().page(after == null ? "" : after, request.limit() + 1))
        .map(found -> request.page(found, Tenant::key, TenantView::of));
  }

  private Future<Answer> create(Request request) {
    var id = new TenantId(UUID.randomUUID());
    Tenant tenant = request.body(TenantView.Edited.class).tenant(id, request.agency());
    return writes.inAgency(
        request,
        request.agency(),
        stores -> stores.tenants().create(tenant).map(created -> {
          var view = TenantView.of(tenant);
          return Change.created("tenant", id, view, Answer.created("/v1/tenants/" + id, view));
        }));
  }

  private Future<Answer> get(Request request) {
    return found(request).map(tenant -> Answer.ok(TenantView.of(tenant)));
  }

  private Future<Answer> update(Request request) {
    var edited = request.body(TenantView.Edited.class);
    return found(request)
        .compose(known -> writes.inAgency(
            request,
            known.agency(),
            stores -> current(stores, known.id()).compose(before -> {
              request.mustMatch(TenantView.of(before));
              Tenant after = edited.tenant(known.id(), known.agency());
              return stores
                  .tenants()
                  .update(after)
                  .map(updated -> Change.updated(
                      "tenant", known.id(), TenantView.of(before), TenantView.of(after)));
            })));
  }

  /** Written down by the agency: what is the tenant's own goes with it. */
  private Future<Answer> delete(Request request) {
    return found(request)
        .compose(known -> writes.inAgency(
            request,
            known.agency(),
            stores -> current(stores, known.id()).compose(before -> {
              request.mustMatch(TenantView.of(before));
              return stores
                  .tenants()
                  .delete(known.id())
                  .map(deleted -> Change.deleted("tenant", known.id(), TenantView.of(before)));
            })))
        .onSuccess(deleted -> reach.forget(request.tenant()));
  }

  private Future<Tenant> found(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.tenants().byId(request.tenant()))
        .map(found -> found.orElseThrow(Fault.missing("tenant")));
  }

  private static Future<Tenant> current(AgencyStores stores, TenantId id) {
    return stores.tenants().byId(id).map(found -> found.orElseThrow(Fault.missing("tenant")));
  }
}
