package dev.frontdesk.admin.api;

import dev.frontdesk.model.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits of the API on one node.
 *
 * @param bootstrapKey a key of the platform that needs no row
 * @param requestsPerSecond that one key may send for good
 * @param burst that it may send at once
 * @param failures wrong keys from one address before it has to wait
 * @param failuresWithin in which they are counted, and for which it waits at most
 * @param longest that a request may take
 */
public record ApiSettings(
    Optional<Secret> bootstrapKey,
    int requestsPerSecond,
    int burst,
    int failures,
    Duration failuresWithin,
    Duration longest) {
  public static final ApiSettings DEFAULTS = new ApiSettings(
      Optional.empty(), 200, 1_000, 10, Duration.ofMinutes(1), Duration.ofSeconds(30));

  public ApiSettings withBootstrapKey(Optional<Secret> key) {
    return new ApiSettings(key, requestsPerSecond, burst, failures, failuresWithin, longest);
  }
}
