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
 * @param account the carrier's name of the account, for example {@code AC…}; null: the provider has none
 * @param transferDomain SIP domain at the carrier whose calls come to us, so that calls by SIP can be moved there; null: there is none
 */
public record Endpoint(
    EndpointId id,
    @Nullable AgencyId agency,
    @Nullable TenantId tenant,
    String provider,
    String baseUrl,
    Secret apiKey,
    List<Secret> webhookSecrets,
    @Nullable PhoneNumber defaultNumber,
    @Nullable String account,
    @Nullable String transferDomain) {
  public Endpoint {
    webhookSecrets = List.copyOf(webhookSecrets);
  }

  /** Of a provider that knows who asks by the key alone. */
  public Endpoint(
      EndpointId id,
      @Nullable AgencyId agency,
      @Nullable TenantId tenant,
      String provider,
      String baseUrl,
      Secret apiKey,
      List<Secret> webhookSecrets,
      @Nullable PhoneNumber defaultNumber) {
    this(id, agency, tenant, provider, baseUrl, apiKey, webhookSecrets, defaultNumber, null);
  }

  /** To which no calls are moved. */
  public Endpoint(
      EndpointId id,
      @Nullable AgencyId agency,
      @Nullable TenantId tenant,
      String provider,
      String baseUrl,
      Secret apiKey,
      List<Secret> webhookSecrets,
      @Nullable PhoneNumber defaultNumber,
      @Nullable String account) {
    this(
        id,
        agency,
        tenant,
        provider,
        baseUrl,
        apiKey,
        webhookSecrets,
        defaultNumber,
        account,
        null);
  }

  /** The same, where calls by SIP can be moved to. */
  public Endpoint withTransferDomain(@Nullable String domain) {
    return new Endpoint(
        id,
        agency,
        tenant,
        provider,
        baseUrl,
        apiKey,
        webhookSecrets,
        defaultNumber,
        account,
        domain);
  }

  /** The same, for a call that dialled nobody's number. */
  public Endpoint withoutDefaultNumber() {
    return new Endpoint(
        id,
        agency,
        tenant,
        provider,
        baseUrl,
        apiKey,
        webhookSecrets,
        null,
        account,
        transferDomain);
  }
}
