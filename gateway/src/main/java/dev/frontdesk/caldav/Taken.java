package dev.frontdesk.caldav;

import dev.frontdesk.model.Stretch;

/**
 * Time that an event takes.
 *
 * @param uid of the event; a recurring one takes time more than once
 */
public record Taken(String uid, Stretch time) {}
