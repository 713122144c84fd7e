/**
 * Measures a gateway in a process of its own over loopback, with fsync, row-level security, fencing and the journal on; the load and the
 * simulated provider run here.
 */
@NullMarked
package dev.frontdesk.launcher.bench;

import org.jspecify.annotations.NullMarked;
