package dev.frontdesk.policy;

/**
 * What a tenant uses of its limits at the moment of a decision.
 *
 * @param liveCalls running calls, the one being decided not counted
 * @param spentMicros cost of the running month, micro-dollars
 * @param known false: the figures cannot be read now and these are the last ones known
 */
public record Load(int liveCalls, long spentMicros, boolean known) {}
