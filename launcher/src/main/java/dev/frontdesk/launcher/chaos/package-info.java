/**
 * Several gateways, each a process of its own, in a world where things go wrong: they are killed, frozen, cut off and restarted while
 * they drive simulated calls; afterwards the journal is audited. Database, provider and callers run outside of every gateway.
 */
@NullMarked
package dev.frontdesk.launcher.chaos;

import org.jspecify.annotations.NullMarked;
