package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints and their secrets. What is made inside {@code inTenant} is the tenant's, inside {@code inAgency} the agency's. */
public final class EndpointStore {
  private static final String LIST = """
      SELECT id, tenant_id, agency_id, provider, name, base_url, default_number, account, transfer_domain FROM endpoint
      WHERE {own} ORDER BY created_at, id
      """;
  private static final String BY_ID = """
      SELECT id, tenant_id, agency_id, provider, name, base_url, default_number, account, transfer_domain
      FROM endpoint WHERE {own} AND id = $2
      """;
  private static final String COUNT_SECRETS =
      "SELECT count(*) AS secrets FROM endpoint_secret WHERE {own} AND endpoint_id = $2 AND kind = $3";
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO endpoint (tenant_id, agency_id, id, provider, name, base_url, default_number, account, transfer_domain)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7, $8 FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY = """
      INSERT INTO endpoint (agency_id, id, provider, name, base_url, default_number, account, transfer_domain)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """;
  private static final String UPDATE = """
      UPDATE endpoint SET name = $3, base_url = $4, default_number = $5, account = $6, transfer_domain = $7
      WHERE {own} AND id = $2
      """;
  private static final String DELETE = "DELETE FROM endpoint WHERE {own} AND id = $2";
  private static final String OWNER =
      "SELECT tenant_id, agency_id FROM endpoint WHERE {own} AND id = $2";
  private static final String INSERT_SECRET = """
      INSERT INTO endpoint_secret (endpoint_id, tenant_id, agency_id, kind, sealed, data_key_id)
      SELECT id, tenant_id, agency_id, $3, $4, $5 FROM endpoint WHERE {own} AND id = $2
      """;
  private static final String DELETE_SECRETS =
      "DELETE FROM endpoint_secret WHERE {own} AND endpoint_id = $2 AND kind = $3";

  private final Scope scope;
  private final Scope.Of of;

  EndpointStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.of = of;
  }

  /** What a secret is for. */
  public enum Kind {
    API_KEY,
    WEBHOOK;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An endpoint as people see it: without its secrets. */
  public record View(
      EndpointId id,
      @Nullable AgencyId agency,
      @Nullable TenantId tenant,
      String provider,
      String name,
      String baseUrl,
      @Nullable PhoneNumber defaultNumber,
      @Nullable String account,
      @Nullable String transferDomain) {}

  public Future<List<View>> list() {
    return scope.list("list endpoints", LIST, EndpointStore::view);
  }

  public Future<Optional<View>> byId(EndpointId id) {
    return scope.first("find endpoint", BY_ID, EndpointStore::view, id.value());
  }

  /** How many secrets of a kind there are; what they are is never told. */
  public Future<Integer> countSecrets(EndpointId id, Kind kind) {
    return scope
        .run("count secrets", COUNT_SECRETS, id.value(), kind.column())
        .map(rows -> rows.iterator().next().getInteger("secrets"));
  }

  public Future<EndpointId> create(
      String provider, String name, String baseUrl, @Nullable PhoneNumber defaultNumber) {
    return create(provider, name, baseUrl, defaultNumber, null, null);
  }

  /** @param account of a carrier */
  public Future<EndpointId> create(
      String provider,
      String name,
      String baseUrl,
      @Nullable PhoneNumber defaultNumber,
      @Nullable String account) {
    return create(provider, name, baseUrl, defaultNumber, account, null);
  }

  /**
   * @param account of a carrier
   * @param transferDomain of a carrier to which calls by SIP can be moved
   */
  public Future<EndpointId> create(
      String provider,
      String name,
      String baseUrl,
      @Nullable PhoneNumber defaultNumber,
      @Nullable String account,
      @Nullable String transferDomain) {
    var id = new EndpointId(UUID.randomUUID());
    return scope
        .run(
            "create endpoint",
            of == Scope.Of.TENANT ? INSERT_FOR_TENANT : INSERT_FOR_AGENCY,
            id.value(),
            provider,
            name,
            baseUrl,
            text(defaultNumber),
            account,
            transferDomain)
        .map(id);
  }

  public Future<Boolean> update(
      EndpointId id,
      String name,
      String baseUrl,
      @Nullable PhoneNumber defaultNumber,
      @Nullable String account,
      @Nullable String transferDomain) {
    return scope.touched(
        "update endpoint",
        UPDATE,
        id.value(),
        name,
        baseUrl,
        text(defaultNumber),
        account,
        transferDomain);
  }

  /** Fails with {@link StoreRefused} while numbers ring through it. */
  public Future<Boolean> delete(EndpointId id) {
    return scope.touched("delete endpoint", DELETE, id.value());
  }

  /**
   * Adds a secret, sealed under the owner's data key, which is made with the first one. The newest API key counts; all webhook
   * secrets do.
   *
   * @return false if there is no such endpoint here
   */
  public Future<Boolean> addSecret(EndpointId id, Kind kind, Secret secret, SecretVault vault) {
    return scope
        .first("find endpoint", OWNER, OwnerKeys.DataOwner::of, id.value())
        .compose(owner -> owner.isEmpty()
            ? Future.succeededFuture(false)
            : new OwnerKeys(scope, vault)
                .seal(owner.get(), secret)
                .compose(closed -> scope.touched(
                    "add secret",
                    INSERT_SECRET,
                    id.value(),
                    kind.column(),
                    closed.bytes(),
                    closed.key())));
  }

  /** Removes all secrets of one kind, for example before the new API key is added. */
  public Future<Boolean> removeSecrets(EndpointId id, Kind kind) {
    return scope.touched("remove secrets", DELETE_SECRETS, id.value(), kind.column());
  }

  private static @Nullable String text(@Nullable PhoneNumber number) {
    return number == null ? null : number.e164();
  }

  private static View view(Row row) {
    UUID tenant = row.getUUID("tenant_id");
    UUID agency = row.getUUID("agency_id");
    String number = row.getString("default_number");
    return new View(
        new EndpointId(row.getUUID("id")),
        agency == null ? null : new AgencyId(agency),
        tenant == null ? null : new TenantId(tenant),
        row.getString("provider"),
        row.getString("name"),
        row.getString("base_url"),
        number == null ? null : new PhoneNumber(number),
        row.getString("account"),
        row.getString("transfer_domain"));
  }
}
