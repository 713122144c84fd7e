package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;

/** A running call whose owner's lease has lapsed; fence it at {@code epoch} to take it over. */
public record Orphan(CallId call, int epoch, NodeId owner) {}
