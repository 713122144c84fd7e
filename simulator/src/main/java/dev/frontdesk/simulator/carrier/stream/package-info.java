/** Media Streams as the carrier speaks them: 20 ms frames of the caller in real time, and what the gateway sends played at the pace of sound. */
@NullMarked
package dev.frontdesk.simulator.carrier.stream;

import org.jspecify.annotations.NullMarked;
