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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON object of {@code door.endpoint_settings} as an endpoint, its secrets opened. */
final class EndpointReader {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointReader.class);
  private final @Nullable SecretVault vault;
  /** By endpoint and by what is stored: what was open once stays open while the master key of it is away. */
  private final Map<UUID, Map<String, Secret>> opened = new ConcurrentHashMap<>();

  private final Set<Integer> missingMasters = ConcurrentHashMap.newKeySet();

  EndpointReader(@Nullable SecretVault vault) {
    this.vault = vault;
  }

  /** A secret that cannot be opened is left out: the endpoint stays, and verifies nothing with it. */
  Endpoint endpoint(String json) {
    JsonNode row = Json.read(json);
    String agency = row.path("agency_id").textValue();
    String tenant = row.path("tenant_id").textValue();
    String number = row.path("default_number").textValue();
    Map<String, Secret> secrets = secrets(row);
    List<Secret> keys = of("api_key", row, secrets);
    return new Endpoint(
        EndpointId.of(row.path("id").asText()),
        agency == null ? null : AgencyId.of(agency),
        tenant == null ? null : TenantId.of(tenant),
        row.path("provider").asText(),
        row.path("base_url").asText(),
        keys.isEmpty() ? Secret.of("") : keys.get(0),
        of("webhook", row, secrets),
        number == null ? null : new PhoneNumber(number),
        row.path("account").textValue(),
        row.path("transfer_domain").textValue());
  }

  /** Forgets the secrets of all other endpoints. */
  void keepOnly(Set<UUID> endpoints) {
    opened.keySet().retainAll(endpoints);
  }

  private static List<Secret> of(String kind, JsonNode row, Map<String, Secret> secrets) {
    List<Secret> found = new ArrayList<>();
    for (JsonNode secret : row.path("secrets")) {
      Secret open = secrets.get(secret.path("sealed").asText());
      if (open != null && secret.path("kind").asText().equals(kind)) {
        found.add(open);
      }
    }
    return found;
  }

  private Map<String, Secret> secrets(JsonNode row) {
    UUID id = UUID.fromString(row.path("id").asText());
    Map<String, Secret> before = opened.getOrDefault(id, Map.of());
    Map<String, Secret> now = new HashMap<>();
    for (JsonNode secret : row.path("secrets")) {
      String sealed = secret.path("sealed").asText();
      Secret open = open(row, secret, before.get(sealed));
      if (open != null) {
        now.put(sealed, open);
      }
    }
    opened.put(id, now);
    return now;
  }

  private @Nullable Secret open(JsonNode row, JsonNode secret, @Nullable Secret before) {
    if (vault == null) {
      LOG.atWarn()
          .addKeyValue("endpoint", row.path("id").asText())
          .log("no master key: a secret stays closed");
      return null;
    }
    try {
      var key = new SecretVault.WrappedKey(
          secret.path("wrapped").asText(), secret.path("master_version").asInt());
      return vault.open(owner(row), key, decoded(secret.path("sealed")));
    } catch (SecretVault.MasterMissing e) {
      missing(e.version());
      return before == null ? closed(row, e) : before;
    } catch (SecretVault.Unreadable e) {
      return closed(row, e);
    }
  }

  private static @Nullable Secret closed(JsonNode row, SecretVault.Unreadable why) {
    LOG.atError()
        .addKeyValue("endpoint", row.path("id").asText())
        .setCause(why)
        .log("a secret cannot be opened");
    return null;
  }

  /** Once per key, not once per endpoint: a rotation changes them all. */
  private void missing(int version) {
    if (missingMasters.add(version)) {
      LOG.atError()
          .addKeyValue("masterVersion", version)
          .log(
              "secrets are under a master key that this node does not have; it goes on with those it has opened."
                  + " Set FRONTDESK_MASTER_KEY to the new key and the old one, the new one first, and restart this node");
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
