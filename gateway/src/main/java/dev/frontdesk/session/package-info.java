/**
 * The shell around the pure core: one sideband socket per call, the call's timers, its effects performed. Feeds events to
 * {@link dev.frontdesk.call.CallMachine} and has no {@code if} about what a call should do.
 */
@NullMarked
package dev.frontdesk.session;

import org.jspecify.annotations.NullMarked;
