package dev.frontdesk.admin.api;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStore;
import dev.frontdesk.store.UsageStore;
import dev.frontdesk.store.UsageStore.Line;
import io.vertx.core.Future;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code …/usage} and {@code …/calls/{call}/cost}: what was consumed, and what it cost whom. */
final class UsageRoutes {
  private static final int MONTHS = 36;

  private final Database database;

  UsageRoutes(Database database) {
    this.database = database;
  }

  void bind(Operations operations) {
    operations.on("getTenantUsage", this::ofTenant);
    operations.on("getAgencyUsage", this::ofAgency);
    operations.on("getCallCost", this::ofCall);
  }

  private Future<Answer> ofTenant(Request request) {
    var months = Months.of(request);
    return database.inTenant(
        request.tenant(), stores -> shown(request, months, stores.usage(), stores.tenants()));
  }

  private Future<Answer> ofAgency(Request request) {
    var months = Months.of(request);
    return database.inAgency(
        request.agency(), stores -> shown(request, months, stores.usage(), stores.tenants()));
  }

  private static Future<Answer> shown(
      Request request, Months months, UsageStore usage, TenantStore tenants) {
    var lines = usage.byMonth(months.from(), months.to());
    return request.wantsCsv()
        ? lines.compose(found -> tenants.list().map(known -> table(request, found, known)))
        : lines.map(found -> page(found, line -> Shown.of(line, request.who().role())));
  }

  private static Answer table(Request request, List<Line> lines, List<Tenant> tenants) {
    Map<TenantId, Tenant> known =
        tenants.stream().collect(Collectors.toMap(Tenant::id, Function.identity()));
    var table = new UsageTable(request.who().role());
    for (Line line : lines) {
      Tenant tenant = known.get(line.tenant());
      if (tenant != null) {
        table.add(line, tenant);
      }
    }
    return table.answer();
  }

  private Future<Answer> ofCall(Request request) {
    var call = new CallId(request.uuid("call"));
    return database.inTenant(
        request.tenant(),
        stores -> stores
            .calls()
            .byId(call)
            .map(found -> found.orElseThrow(Fault.missing("call")))
            .compose(found -> stores.usage().ofCall(call))
            .map(found -> page(found, each -> UsageView.of(each, request.who().role()))));
  }

  private static <T> Answer page(List<T> found, Function<T, ?> view) {
    return Answer.report(new Answer.Page<>(found.stream().map(view).toList(), null));
  }

  private record Shown(TenantId tenant, String month, UsageView amounts) {
    static Shown of(Line line, Role asker) {
      return new Shown(line.tenant(), line.month().toString(), UsageView.of(line.amounts(), asker));
    }
  }

  /** Both are meant, too. */
  private record Months(YearMonth from, YearMonth to) {
    static Months of(Request request) {
      YearMonth to = month(request.query("to"), YearMonth.now(ZoneOffset.UTC));
      YearMonth from = month(request.query("from"), to);
      if (from.isAfter(to) || from.plusMonths(MONTHS).isBefore(to)) {
        throw Fault.invalid("from", "must be at most " + MONTHS + " months before to");
      }
      return new Months(from, to);
    }

    private static YearMonth month(@Nullable String given, YearMonth absent) {
      return given == null ? absent : YearMonth.parse(given);
    }
  }
}
