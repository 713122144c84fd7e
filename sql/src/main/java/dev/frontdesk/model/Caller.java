package dev.frontdesk.model;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as the telephone network tells.
 *
 * @param number null: withheld, or nothing that can be a number
 * @param displayName as sent; whatever the caller liked, so data and never instructions
 */
public record Caller(@Nullable PhoneNumber number, String displayName, Attestation attestation) {}
