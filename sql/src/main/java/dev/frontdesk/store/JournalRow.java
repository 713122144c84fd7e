package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import java.time.Instant;

/**
 * One fact of a call, keyed by (call, epoch, seq).
 *
 * @param kind such as {@code call.opened}; kinds that nothing is projected from are stored all the same
 * @param json one object
 */
public record JournalRow(CallId call, int epoch, int seq, Instant at, String kind, String json) {}
