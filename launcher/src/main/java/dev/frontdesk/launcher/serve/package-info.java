/** The real thing: one node of the gateway from its settings to the last row written, and what its operator is told at the start. */
@NullMarked
package dev.frontdesk.launcher.serve;

import org.jspecify.annotations.NullMarked;
