/** The voice model over a WebSocket of its own, for gateways through which the sound passes: it hears markers, and answers in markers faster than real time. */
@NullMarked
package dev.frontdesk.simulator.model;

import org.jspecify.annotations.NullMarked;
