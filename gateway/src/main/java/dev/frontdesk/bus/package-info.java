/**
 * The contract between verticles: every address, every message, one codec, in one folder. The bus is at-most-once, so no promise
 * rests on a message alone: a claim nobody accepted is offered again, a fact nobody acknowledged is sent again.
 */
@NullMarked
package dev.frontdesk.bus;

import org.jspecify.annotations.NullMarked;
