/**
 * The pure core of a call: {@link dev.frontdesk.call.CallMachine} maps a {@link dev.frontdesk.call.Call} and a
 * {@link dev.frontdesk.call.CallEvent} to the next call and its {@link dev.frontdesk.call.CallEffect}s. No clock, no randomness,
 * no I/O: time and ids come in with the events, so a journal replays to the same effects, byte for byte.
 */
@NullMarked
package dev.frontdesk.call;

import org.jspecify.annotations.NullMarked;
