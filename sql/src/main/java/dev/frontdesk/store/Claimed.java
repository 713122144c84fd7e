package dev.frontdesk.store;

import dev.frontdesk.model.CallId;

/**
 * The answer to a {@link Claim}.
 *
 * @param call its name here: the one of the first claim
 * @param epoch the call's present one
 * @param fresh true for exactly one of any number of deliveries of the same attempt: offer it
 */
public record Claimed(CallId call, int epoch, boolean fresh) {}
