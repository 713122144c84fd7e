/** Callers who come over the carrier, with the model behind the gateway's bridge: both sides of one call, reported as scripted calls are. */
@NullMarked
package dev.frontdesk.simulator.visit;

import org.jspecify.annotations.NullMarked;
