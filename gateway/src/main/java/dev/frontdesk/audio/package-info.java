/**
 * Sound on its way from socket to socket: found in its frames as bytes, counted, never decoded. What surrounds it, the carrier's
 * frames and the model's, is known to its two neighbours.
 */
@NullMarked
package dev.frontdesk.audio;

import org.jspecify.annotations.NullMarked;
