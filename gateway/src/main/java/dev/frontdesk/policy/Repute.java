package dev.frontdesk.policy;

import dev.frontdesk.model.BlockList;

/**
 * What is known of a caller beside the tenant's own settings.
 *
 * @param agencyBlocks callers whom none of the agency's tenants answers
 * @param callsThisHour calls of this number that the tenant has answered within the last hour, the one being decided not counted
 */
public record Repute(BlockList agencyBlocks, int callsThisHour) {
  public static final Repute NONE = new Repute(BlockList.NONE, 0);
}
