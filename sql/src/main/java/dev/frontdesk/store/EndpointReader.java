package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON object of {@code door.endpoint_settings} as an endpoint, its secrets opened. */
final class EndpointReader {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointReader.class);
  private final @Nullable SecretVault vault;

  EndpointReader(@Nullable SecretVault vault) {
    this.vault = vault;
  }

  /** A secret that cannot be opened is left out: the endpoint stays, and verifies nothing with it. */
  Endpoint endpoint(String json) {
    JsonNode row = Json.read(json);
    String agency = row.path("agency_id").textValue();
    String tenant = row.path("tenant_id").textValue();
    String number = row.path("default_number").textValue();
    List<Secret> keys = opened(row, "api_key");
    return new Endpoint(
        EndpointId.of(row.path("id").asText()),
        agency == null ? null : AgencyId.of(agency),
        tenant == null ? null : TenantId.of(tenant),
        row.path("provider").asText(),
        row.path("base_url").asText(),
        keys.isEmpty() ? Secret.of("") : keys.get(0),
        opened(row, "webhook"),
        number == null ? null : new PhoneNumber(number));
  }

  private List<Secret> opened(JsonNode row, String kind) {
    List<Secret> opened = new ArrayList<>();
    for (JsonNode secret : row.path("secrets")) {
      if (secret.path("kind").asText().equals(kind)) {
        open(row, secret, opened);
      }
    }
    return opened;
  }

  private void open(JsonNode row, JsonNode secret, List<Secret> opened) {
    if (vault == null) {
      LOG.atWarn()
          .addKeyValue("endpoint", row.path("id").asText())
          .log("no master key: a secret stays closed");
      return;
    }
    try {
      var key = new SecretVault.WrappedKey(
          secret.path("wrapped").asText(), secret.path("master_version").asInt());
      opened.add(vault.open(owner(row), key, decoded(secret.path("sealed"))));
    } catch (SecretVault.Unreadable e) {
      LOG.atError()
          .addKeyValue("endpoint", row.path("id").asText())
          .setCause(e)
          .log("a secret cannot be opened");
    }
  }

  private static byte[] decoded(JsonNode base64) {
    return Base64.getMimeDecoder().decode(base64.asText());
  }

  private static SecretVault.Owner owner(JsonNode row) {
    String tenant = row.path("tenant_id").textValue();
    String agency = row.path("agency_id").textValue();
    return tenant != null
        ? SecretVault.Owner.of(TenantId.of(tenant))
        : agency != null ? SecretVault.Owner.of(AgencyId.of(agency)) : SecretVault.Owner.PLATFORM;
  }
}
