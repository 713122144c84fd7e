/**
 * The carrier: an account with numbers, whose callers, humans, Media Streams, conferences and REST API behave as Twilio's do. It stands alone: it knows a gateway only by the addresses its numbers are configured with.
 */
@NullMarked
package dev.frontdesk.simulator.carrier;

import org.jspecify.annotations.NullMarked;
