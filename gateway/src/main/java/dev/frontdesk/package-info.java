/** Reads settings, builds, wires, deploys the gateway's verticles by role. */
@NullMarked
package dev.frontdesk;

import org.jspecify.annotations.NullMarked;
