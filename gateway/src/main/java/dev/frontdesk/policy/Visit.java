package dev.frontdesk.policy;

import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call beside its caller and the tenant's own settings.
 *
 * @param dialled null: not known, any of the tenant's numbers
 * @param agencyBlocks callers whom none of the agency's tenants answers
 * @param callsThisHour calls of this caller that the tenant has answered within the last hour, the one being decided not counted
 */
public record Visit(@Nullable PhoneNumber dialled, BlockList agencyBlocks, int callsThisHour) {
  public static final Visit FIRST = new Visit(null, BlockList.NONE, 0);
}
