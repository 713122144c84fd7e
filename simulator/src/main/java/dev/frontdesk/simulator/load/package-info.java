/**
 * Many calls at once, to see what a gateway costs: an open-loop load of plain calls with precomputed frames, and the figures of the process under test. Arrival times are fixed in advance and latency counts from them, so a
 * gateway that falls behind is seen to.
 */
@NullMarked
package dev.frontdesk.simulator.load;

import org.jspecify.annotations.NullMarked;
