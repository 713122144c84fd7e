package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;

/**
 * An offer of whose decision nothing is written in time, given to one asker.
 *
 * @param epoch under which its owner is to hold it
 * @param owner the node that claimed it while that lives, else the asker
 * @param former the node that had it until now: it may have answered the call, and not written it down
 * @param offer as it was claimed, JSON
 * @param attempts how often it was offered, this time included
 */
public record OpenOffer(
    CallId call,
    int epoch,
    NodeId owner,
    NodeId former,
    EndpointId endpoint,
    String offer,
    int attempts) {}
