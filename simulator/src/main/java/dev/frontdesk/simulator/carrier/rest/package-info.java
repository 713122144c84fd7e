/** The carrier's REST API, as far as a front desk needs it. */
@NullMarked
package dev.frontdesk.simulator.carrier.rest;

import org.jspecify.annotations.NullMarked;
