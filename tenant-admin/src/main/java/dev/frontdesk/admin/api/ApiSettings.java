package dev.frontdesk.admin.api;

import dev.frontdesk.admin.oidc.OidcSettings;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits of the API on one node, and who is let in beside the keys in the database.
 *
 * @param bootstrapKey a key of the platform that needs no row
 * @param requestsPerSecond that one key or subject may send for good
 * @param burst that it may send at once
 * @param failures wrong keys from one address before it has to wait
 * @param failuresWithin in which they are counted, and for which it waits at most
 * @param longest that a request may take
 * @param oidc whose tokens are taken beside keys; empty: nobody's
 * @param proxies that may say for whom they ask
 * @param outward where tools may lead besides the open internet
 */
public record ApiSettings(
    Optional<Secret> bootstrapKey,
    int requestsPerSecond,
    int burst,
    int failures,
    Duration failuresWithin,
    Duration longest,
    Optional<OidcSettings> oidc,
    TrustedProxies proxies,
    OutwardAllow outward) {
  public static final ApiSettings DEFAULTS = new ApiSettings(
      Optional.empty(), 200, 1_000, 10, Duration.ofMinutes(1), Duration.ofSeconds(30));

  /** With keys only, no proxies, and tools that lead to the open internet only. */
  public ApiSettings(
      Optional<Secret> bootstrapKey,
      int requestsPerSecond,
      int burst,
      int failures,
      Duration failuresWithin,
      Duration longest) {
    this(
        bootstrapKey,
        requestsPerSecond,
        burst,
        failures,
        failuresWithin,
        longest,
        Optional.empty(),
        TrustedProxies.NONE,
        OutwardAllow.NOTHING);
  }

  public ApiSettings withBootstrapKey(Optional<Secret> key) {
    return new ApiSettings(
        key, requestsPerSecond, burst, failures, failuresWithin, longest, oidc, proxies, outward);
  }

  public ApiSettings withOidc(OidcSettings issuer) {
    return new ApiSettings(
        bootstrapKey,
        requestsPerSecond,
        burst,
        failures,
        failuresWithin,
        longest,
        Optional.of(issuer),
        proxies,
        outward);
  }

  public ApiSettings with(OutwardAllow allow) {
    return new ApiSettings(
        bootstrapKey,
        requestsPerSecond,
        burst,
        failures,
        failuresWithin,
        longest,
        oidc,
        proxies,
        allow);
  }
}
