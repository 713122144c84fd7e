package dev.frontdesk.admin.api;

import dev.frontdesk.store.Database;
import io.vertx.core.Future;

/** {@code …/analytics}: what the calls of some days come to. */
final class AnalyticsRoutes {
  private final Database database;

  AnalyticsRoutes(Database database) {
    this.database = database;
  }

  void bind(Operations operations) {
    operations.on("getTenantAnalytics", this::ofTenant);
    operations.on("getAgencyAnalytics", this::ofAgency);
  }

  private Future<Answer> ofTenant(Request request) {
    return database.inTenant(
        request.tenant(),
        stores -> stores
            .tenants()
            .byId(request.tenant())
            .map(found -> found.orElseThrow(Fault.missing("tenant")))
            .map(tenant -> Days.of(request, tenant.zone()))
            .compose(days -> stores
                .analytics()
                .between(days.start(), days.end())
                .map(found ->
                    Answer.report(AnalyticsView.of(days, found, request.who().role())))));
  }

  private Future<Answer> ofAgency(Request request) {
    Days days = Days.of(request, Days.zone(request));
    return database.inAgency(
        request.agency(),
        stores -> stores
            .analytics()
            .between(days.start(), days.end())
            .map(found ->
                Answer.report(AnalyticsView.of(days, found, request.who().role()))));
  }
}
