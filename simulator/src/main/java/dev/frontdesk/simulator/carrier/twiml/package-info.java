/** Reads TwiML as the carrier does. */
@NullMarked
package dev.frontdesk.simulator.carrier.twiml;

import org.jspecify.annotations.NullMarked;
