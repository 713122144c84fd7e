package dev.frontdesk.policy;

/**
 * What a tenant uses of its limits at the moment of a decision.
 *
 * @param liveCalls running calls, the one being decided not counted
 * @param spentMicros cost of the running month, micro-dollars
 * @param known false: the figures cannot be read now and these are the last ones known
 * @param agency what all tenants of its agency use together
 */
public record Load(int liveCalls, long spentMicros, boolean known, AgencyLoad agency) {

  /** Of a tenant whose agency has no limits. */
  public Load(int liveCalls, long spentMicros, boolean known) {
    this(liveCalls, spentMicros, known, AgencyLoad.NONE);
  }
}
