/**
 * The words of the trade as records: who is called, by whom, under which settings. Nothing here knows a socket, a table or a
 * wire format; every value checks itself when it is made, so a value that exists is a value that holds.
 */
@NullMarked
package dev.frontdesk.model;

import org.jspecify.annotations.NullMarked;
