package dev.frontdesk.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider project or carrier account with its secrets. A number resolves only among the tenants bound to the endpoint that
 * verified the delivery.
 *
 * @param agency owner, with {@code tenant}; both null: the platform
 * @param defaultNumber who is meant when a delivery names no number; null: nobody, the call is refused
 * @param baseUrl of the provider's REST API and sideband, for example {@code https://api.openai.com/v1}
 * @param apiKey never printed
 * @param webhookSecrets any of them may have signed; several while a secret is rotated
 */
public record Endpoint(
    EndpointId id,
    @Nullable AgencyId agency,
    @Nullable TenantId tenant,
    String provider,
    String baseUrl,
    Secret apiKey,
    List<Secret> webhookSecrets,
    @Nullable PhoneNumber defaultNumber) {
  public Endpoint {
    webhookSecrets = List.copyOf(webhookSecrets);
  }
}
