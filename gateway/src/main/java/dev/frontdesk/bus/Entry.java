package dev.frontdesk.bus;

import dev.frontdesk.model.CallId;
import java.time.Instant;

/**
 * One row of the journal on its way to it.
 *
 * @param epoch under which it happened; kept whoever owns the call now
 * @param sequence with call and epoch the key: written once however often it is sent
 * @param kind of fact, or {@code event} for the call's own events
 * @param json its data, a JSON object
 */
public record Entry(CallId call, int epoch, int sequence, Instant at, String kind, String json) {}
