/**
 * A call is offered: find the tenant among those bound to the endpoint, let the policy decide, accept or reject within the time a
 * caller may ring, and hand the call to the node that owns it. Never talks to the model.
 */
@NullMarked
package dev.frontdesk.accept;

import org.jspecify.annotations.NullMarked;
