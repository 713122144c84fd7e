package dev.frontdesk.policy;

import dev.frontdesk.model.AgencyLimits;

/**
 * What all tenants of an agency use of its limits at the moment of a decision.
 *
 * @param liveCalls running calls, the one being decided not counted
 * @param spentMicros cost of the running month as last known, micro-dollars
 */
public record AgencyLoad(AgencyLimits limits, int liveCalls, long spentMicros) {
  public static final AgencyLoad NONE = new AgencyLoad(AgencyLimits.DEFAULTS, 0, 0);
}
