/** One trace a call, for OpenTelemetry: made from what is journalled anyway, so it costs a call nothing and needs no context of its own. */
@NullMarked
package dev.frontdesk.trace;

import org.jspecify.annotations.NullMarked;
