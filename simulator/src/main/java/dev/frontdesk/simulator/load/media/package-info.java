/**
 * The carrier's media streams and a voice model around a bridge, from one thread that does nothing else: sockets and frames are its own, because a
 * load that costs as much as what it measures comes late and in bursts, and then measures itself.
 */
@NullMarked
package dev.frontdesk.simulator.load.media;

import org.jspecify.annotations.NullMarked;
