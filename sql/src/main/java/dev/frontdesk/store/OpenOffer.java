package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;

/**
 * An offer that nobody decided in time, now the asker's.
 *
 * @param epoch the new one
 * @param offer as it was claimed, JSON
 * @param attempts how often it was offered, this time included
 */
public record OpenOffer(CallId call, int epoch, EndpointId endpoint, String offer, int attempts) {}
