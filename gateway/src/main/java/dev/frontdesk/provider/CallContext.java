package dev.frontdesk.provider;

import dev.frontdesk.model.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * What a target's telephone system is told of a call before it rings anybody.
 *
 * @param caller null: withheld
 * @param about what the caller wants, in the receptionist's words; blank: nobody said
 */
public record CallContext(@Nullable PhoneNumber caller, String about) {}
