package dev.frontdesk.store;

import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys, of which only the SHA-256 is known. Made inside {@code inTenant} they are the tenant's, else the agency's. */
public final class ApiKeyStore {
  private static final String COLUMNS =
      "SELECT id, tenant_id, name, role, hint, created_at, expires_at, last_used_at, revoked_at FROM api_key ";

  /** Keys that work; an agency's are those that are nobody else's. */
  private static final String LIST = COLUMNS
      + "WHERE {own} AND ($2 OR tenant_id IS NULL) AND revoked_at IS NULL ORDER BY created_at, id";

  private static final String BY_ID =
      COLUMNS + "WHERE {own} AND ($2 OR tenant_id IS NULL) AND revoked_at IS NULL AND id = $3";
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO api_key (tenant_id, agency_id, id, name, role, sha256, hint, expires_at)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7 FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY = """
      INSERT INTO api_key (agency_id, id, name, role, sha256, hint, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
      """;
  private static final String UPDATE = """
      UPDATE api_key SET name = $3, expires_at = $4 WHERE {own} AND id = $2 AND revoked_at IS NULL
      """;
  private static final String REVOKE =
      "UPDATE api_key SET revoked_at = now() WHERE {own} AND id = $2 AND revoked_at IS NULL";

  private final Scope scope;
  private final Scope.Of of;

  ApiKeyStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.of = of;
  }

  /**
   * A key as people see it: never its value.
   *
   * @param hint its first characters
   * @param expiresAt null: never
   * @param lastUsedAt to the minute; null: never
   */
  public record View(
      UUID id,
      @Nullable TenantId tenant,
      String name,
      String role,
      String hint,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  /**
   * A key to be.
   *
   * @param role agency, tenant, viewer or control
   */
  public record Fresh(
      String name,
      String role,
      Buffer sha256,
      String hint,
      @Nullable Instant expiresAt) {}

  /** Those that are not revoked, oldest first. */
  public Future<List<View>> list() {
    return scope.list("list API keys", LIST, ApiKeyStore::view, of == Scope.Of.TENANT);
  }

  /** Empty also if it is revoked. */
  public Future<Optional<View>> byId(UUID id) {
    return scope.first("find API key", BY_ID, ApiKeyStore::view, of == Scope.Of.TENANT, id);
  }

  public Future<UUID> add(Fresh key) {
    UUID id = UUID.randomUUID();
    return scope
        .run(
            "add API key",
            of == Scope.Of.TENANT ? INSERT_FOR_TENANT : INSERT_FOR_AGENCY,
            id,
            key.name(),
            key.role(),
            key.sha256(),
            key.hint(),
            utc(key.expiresAt()))
        .map(id);
  }

  public Future<Boolean> update(UUID id, String name, @Nullable Instant expiresAt) {
    return scope.touched("update API key", UPDATE, id, name, utc(expiresAt));
  }

  /** @return false if there is no such working key here */
  public Future<Boolean> revoke(UUID id) {
    return scope.touched("revoke API key", REVOKE, id);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private static View view(Row row) {
    UUID tenant = row.getUUID("tenant_id");
    return new View(
        row.getUUID("id"),
        tenant == null ? null : new TenantId(tenant),
        row.getString("name"),
        row.getString("role"),
        row.getString("hint"),
        row.getOffsetDateTime("created_at").toInstant(),
        CallStore.instant(row, "expires_at"),
        CallStore.instant(row, "last_used_at"),
        CallStore.instant(row, "revoked_at"));
  }
}
