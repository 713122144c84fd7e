/**
 * The provider's front doors: signed webhooks going out, the calls REST API and the sideband WebSockets coming in. What a call makes of a request is the call's own affair ({@link
 * dev.frontdesk.simulator.provider.Line}); so scripted calls and load share these doors.
 */
@NullMarked
package dev.frontdesk.simulator.provider;

import org.jspecify.annotations.NullMarked;
