/**
 * The outside world of a voice gateway in one object: the provider with its webhooks, calls API and sidebands, the carrier, and callers who keep to a script. It knows nothing of the gateway but the address of its webhook.
 */
@NullMarked
package dev.frontdesk.simulator;

import org.jspecify.annotations.NullMarked;
