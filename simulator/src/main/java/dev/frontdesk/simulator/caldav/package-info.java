/** A calendar of a business, as far as CalDAV clients of appointments need one. */
@NullMarked
package dev.frontdesk.simulator.caldav;

import org.jspecify.annotations.NullMarked;
