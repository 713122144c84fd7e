package dev.frontdesk;

import dev.frontdesk.model.Endpoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the carrier reaches us, and we it.
 *
 * @param endpoint the platform's own account; empty: only endpoints from the database
 * @param publicUrl of the call port, without a slash at its end; null: unknown, and the carrier's requests cannot be verified
 */
public record CarrierSettings(
    Optional<Endpoint> endpoint, @Nullable String publicUrl) {
  public static final CarrierSettings NONE = new CarrierSettings(Optional.empty(), null);
}
