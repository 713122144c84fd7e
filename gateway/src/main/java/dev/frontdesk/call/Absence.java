package dev.frontdesk.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nobody saw what happened in a call, and which the provider has not told us of yet.
 *
 * @param since the last that was seen; null: nobody knows
 * @param until when the sideband was open again; null: it is not yet
 * @param missed something was missed for certain if the call is gone: its node was lost, or it was heard to live on
 * @param owing whether the caller was hearing us when it began, or waited for us to speak
 * @param ungreeted whether the caller was greeted nobody here knows
 * @param last item of the latest turn that was written down before; null: none was
 */
public record Absence(
    @Nullable Instant since,
    @Nullable Instant until,
    boolean missed,
    boolean owing,
    boolean ungreeted,
    @Nullable String last) {}
