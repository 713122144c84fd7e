package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys by their SHA-256, before it is known whose they are. */
public final class KeyStore {
  private final Door door;

  KeyStore(Door door) {
    this.door = door;
  }

  /**
   * A key that is neither revoked nor expired.
   *
   * @param tenant null: the whole agency's
   * @param agency null: the platform's
   * @param role platform, agency, tenant, viewer or control
   * @param expiresAt null: never
   */
  public record Holder(
      UUID id,
      @Nullable TenantId tenant,
      @Nullable AgencyId agency,
      String name,
      String role,
      @Nullable Instant expiresAt) {
    boolean isValid() {
      return expiresAt == null || Instant.now().isBefore(expiresAt);
    }
  }

  public Future<Optional<Holder>> bySha256(byte[] sha256) {
    return door.list(
            "find API key",
            "SELECT id, tenant, agency, name, role, expires_at FROM door.api_key($1)",
            Tuple.of(Buffer.buffer(sha256)),
            row -> new Holder(
                row.getUUID("id"),
                row.getUUID("tenant") == null ? null : new TenantId(row.getUUID("tenant")),
                row.getUUID("agency") == null ? null : new AgencyId(row.getUUID("agency")),
                row.getString("name"),
                row.getString("role"),
                CallStore.instant(row, "expires_at")))
        .map(found -> found.stream().findFirst());
  }

  /** Notes that a key was used, to the minute. */
  public Future<Void> used(UUID id) {
    return door.ask("note use of key", "SELECT door.api_key_used($1)", Tuple.of(id))
        .mapEmpty();
  }
}
