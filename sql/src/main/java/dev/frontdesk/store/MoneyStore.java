package dev.frontdesk.store;

import dev.frontdesk.model.AgencyLimits;
import io.vertx.core.Future;
import java.math.BigDecimal;

/** What an agency may spend, and what it adds for its tenants. */
public final class MoneyStore {
  private static final String MONEY = """
      SELECT markup_percent, concurrent_calls, monthly_budget_micros FROM agency WHERE id = $1
      """;
  private static final String MARK_UP = "UPDATE agency SET markup_percent = $2 WHERE id = $1";
  private static final String LIMIT = "SELECT door.agency_limit($1, $2, $3)";

  private final Scope scope;

  MoneyStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * An agency's terms.
   *
   * @param markUpPercent added to the provider's prices, 0 to 1000
   * @param limits set by the platform
   */
  public record Money(BigDecimal markUpPercent, AgencyLimits limits) {}

  public Future<Money> read() {
    return scope
        .run("read agency's money", MONEY)
        .map(rows -> rows.iterator().next())
        .map(row -> new Money(
            row.getBigDecimal("markup_percent"),
            new AgencyLimits(
                row.getInteger("concurrent_calls"), row.getLong("monthly_budget_micros"))));
  }

  /** Counts for what is used from now on; what was charged stays. */
  public Future<Void> markUp(BigDecimal percent) {
    return scope.run("mark up", MARK_UP, percent).mapEmpty();
  }

  /** What all tenants of the agency may use together, for every node from now on. Only the platform's operator says so. */
  public Future<Void> limit(AgencyLimits limits) {
    return scope
        .run("limit agency", LIMIT, limits.concurrentCalls(), limits.monthlyBudgetMicros())
        .mapEmpty();
  }
}
