package dev.frontdesk.model;

/**
 * What a call needs to know about its tenant's agency.
 *
 * @param spentThisMonthMicros last known cost of all its tenants in the running month, micro-dollars
 * @param blocks callers whom none of its tenants answers
 */
public record AgencySettings(
    AgencyId id, AgencyLimits limits, long spentThisMonthMicros, BlockList blocks) {}
