package dev.frontdesk.session;

import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What every call of one Sessions instance shares.
 *
 * @param released told when a call is over here
 */
record Shell(
    Vertx vertx,
    NodeId node,
    Bus bus,
    RecordCodec codec,
    JournalWriter journal,
    Effects effects,
    Tools tools,
    CallRegistry registry,
    Lease lease,
    InstantSource clock,
    CallWatch watch,
    Consumer<LiveCall> released) {}
