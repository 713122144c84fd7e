/** What a simulated call shows to the outside: told live while it goes on, and summed up when it is over. */
@NullMarked
package dev.frontdesk.simulator.report;

import org.jspecify.annotations.NullMarked;
