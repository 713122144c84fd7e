package dev.frontdesk.store;

import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys, of which only the SHA-256 is known. Made inside {@code inTenant} they are the tenant's, else the agency's. */
public final class ApiKeyStore {
  private static final String LIST =
      "SELECT id, tenant_id, name, role, created_at, revoked_at FROM api_key WHERE {own} ORDER BY created_at, id";
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO api_key (tenant_id, agency_id, id, name, role, sha256)
      SELECT id, agency_id, $2, $3, $4, $5 FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY =
      "INSERT INTO api_key (agency_id, id, name, role, sha256) VALUES ($1, $2, $3, $4, $5)";
  private static final String REVOKE =
      "UPDATE api_key SET revoked_at = now() WHERE {own} AND id = $2 AND revoked_at IS NULL";

  private final Scope scope;
  private final Scope.Of of;

  ApiKeyStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.of = of;
  }

  /** A key as people see it: never its value. */
  public record View(
      UUID id,
      @Nullable TenantId tenant,
      String name,
      String role,
      Instant createdAt,
      @Nullable Instant revokedAt) {}

  public Future<List<View>> list() {
    return scope.list("list API keys", LIST, ApiKeyStore::view);
  }

  public Future<UUID> add(String name, String role, byte[] sha256) {
    UUID id = UUID.randomUUID();
    return scope
        .run(
            "add API key",
            of == Scope.Of.TENANT ? INSERT_FOR_TENANT : INSERT_FOR_AGENCY,
            id,
            name,
            role,
            Buffer.buffer(sha256))
        .map(id);
  }

  /** @return false if there is no such working key here */
  public Future<Boolean> revoke(UUID id) {
    return scope.touched("revoke API key", REVOKE, id);
  }

  private static View view(Row row) {
    UUID tenant = row.getUUID("tenant_id");
    return new View(
        row.getUUID("id"),
        tenant == null ? null : new TenantId(tenant),
        row.getString("name"),
        row.getString("role"),
        row.getOffsetDateTime("created_at").toInstant(),
        CallStore.instant(row, "revoked_at"));
  }
}
