/**
 * The carrier's media streams: a WebSocket per call comes in under a one-time token, and is the leg of that call. Knows the carrier's
 * frames, and no model's; what is said over the leg is the business of whoever listens to it.
 */
@NullMarked
package dev.frontdesk.media;

import org.jspecify.annotations.NullMarked;
