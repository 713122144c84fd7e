package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * What the platform allows all tenants of an agency together.
 *
 * @param concurrentCalls live calls at once
 * @param monthlyBudgetMicros cost of the month, micro-dollars; null: no budget
 */
public record AgencyLimits(int concurrentCalls, @Nullable Long monthlyBudgetMicros) {
  public static final AgencyLimits DEFAULTS = new AgencyLimits(1_000_000, null);

  public AgencyLimits {
    Range.check("concurrent calls of an agency", concurrentCalls, 0, 1_000_000);
    Range.check("monthly budget (micro-dollars)", monthlyBudgetMicros, 0, Long.MAX_VALUE);
  }
}
