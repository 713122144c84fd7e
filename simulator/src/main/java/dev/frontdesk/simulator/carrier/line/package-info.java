/** The calls of an account: who is on the phone, and the TwiML that decides what they hear. */
@NullMarked
package dev.frontdesk.simulator.carrier.line;

import org.jspecify.annotations.NullMarked;
