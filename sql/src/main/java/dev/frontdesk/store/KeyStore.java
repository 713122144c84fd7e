package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
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
   */
  public record Holder(
      UUID id, @Nullable TenantId tenant, AgencyId agency, String name, String role) {}

  public Future<Optional<Holder>> bySha256(byte[] sha256) {
    return door.list(
            "find API key",
            "SELECT id, tenant, agency, name, role FROM door.api_key($1)",
            Tuple.of(Buffer.buffer(sha256)),
            row -> new Holder(
                row.getUUID("id"),
                row.getUUID("tenant") == null ? null : new TenantId(row.getUUID("tenant")),
                new AgencyId(row.getUUID("agency")),
                row.getString("name"),
                row.getString("role")))
        .map(found -> found.stream().findFirst());
  }
}
