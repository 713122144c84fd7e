package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What only the platform's operator does: agencies, and endpoints that belong to nobody else. */
public final class Platform {
  private final Door door;

  Platform(Door door) {
    this.door = door;
  }

  /** An agency as the operator sees it. */
  public record Agency(AgencyId id, String name) {}

  public Future<AgencyId> createAgency(String name) {
    var id = new AgencyId(UUID.randomUUID());
    return door.ask(
            "create agency", "SELECT door.agency_create($1, $2)", Tuple.of(id.value(), name))
        .map(id);
  }

  public Future<Optional<AgencyId>> findAgency(String name) {
    return door.ask("find agency", "SELECT door.agency_by_name($1) AS id", Tuple.of(name))
        .map(rows -> Optional.ofNullable(rows.iterator().next().getUUID("id")).map(AgencyId::new));
  }

  public Future<List<Agency>> agencies() {
    return door.list(
        "list agencies",
        "SELECT id, name FROM door.agencies()",
        Tuple.tuple(),
        row -> new Agency(new AgencyId(row.getUUID("id")), row.getString("name")));
  }

  /**
   * Sets what all tenants of an agency may use together.
   *
   * @return false if there is no such agency
   */
  public Future<Boolean> limit(AgencyId agency, AgencyLimits limits) {
    return door.ask(
            "limit agency",
            "SELECT door.agency_limit($1, $2, $3) AS found",
            Tuple.of(agency.value(), limits.concurrentCalls(), limits.monthlyBudgetMicros()))
        .map(rows -> rows.iterator().next().getBoolean("found"));
  }

  /**
   * Agencies by name.
   *
   * @param after name of the last of the page before; null: from the first
   */
  public Future<List<Agency>> agencies(@Nullable String after, int limit) {
    return door.list(
        "list agencies",
        "SELECT id, name FROM door.agencies_page($1, $2)",
        Tuple.of(after, limit),
        row -> new Agency(new AgencyId(row.getUUID("id")), row.getString("name")));
  }

  /** Whose call it is; empty also if it is nobody's (yet). */
  public Future<Optional<TenantId>> tenantOf(CallId call) {
    return door.ask(
            "find tenant of call", "SELECT door.tenant_of_call($1) AS id", Tuple.of(call.value()))
        .map(rows -> Optional.ofNullable(rows.iterator().next().getUUID("id")).map(TenantId::new));
  }

  /** A key of the platform's operator; those of agencies and tenants are made inside their own transactions. */
  public Future<UUID> createKey(
      String name, byte[] sha256, String hint, @Nullable Instant expiresAt) {
    UUID id = UUID.randomUUID();
    return door.ask(
            "create platform key",
            "SELECT door.platform_key_create($1, $2, $3, $4, $5)",
            Tuple.of(
                id,
                name,
                Buffer.buffer(sha256),
                hint,
                expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC)))
        .map(id);
  }

  /** @return false if there is no such working key of the platform */
  public Future<Boolean> revokeKey(UUID id) {
    return door.ask(
            "revoke platform key", "SELECT door.platform_key_revoke($1) AS revoked", Tuple.of(id))
        .map(rows -> rows.iterator().next().getBoolean("revoked"));
  }

  /** An endpoint of the platform. Those of agencies and tenants are made inside their own transactions. */
  public Future<EndpointId> createEndpoint(
      String provider, String name, String baseUrl, @Nullable PhoneNumber defaultNumber) {
    var id = new EndpointId(UUID.randomUUID());
    return door.ask(
            "create endpoint",
            "SELECT door.platform_endpoint_create($1, $2, $3, $4, $5)",
            Tuple.of(
                id.value(),
                provider,
                name,
                baseUrl,
                defaultNumber == null ? null : defaultNumber.e164()))
        .map(id);
  }
}
