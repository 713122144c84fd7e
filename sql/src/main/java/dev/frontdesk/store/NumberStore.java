package dev.frontdesk.store;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers that callers dial. */
public final class NumberStore {
  private static final String LIST =
      "SELECT e164, tenant_id, endpoint_id, label, language FROM phone_number WHERE {own} ORDER BY e164";
  private static final String PAGE = """
      SELECT e164, tenant_id, endpoint_id, label, language FROM phone_number WHERE {own} AND e164 > $2 ORDER BY e164 LIMIT $3
      """;
  private static final String BY_NUMBER =
      "SELECT e164, tenant_id, endpoint_id, label, language FROM phone_number WHERE {own} AND e164 = $2";
  private static final String UPDATE =
      "UPDATE phone_number SET endpoint_id = $3, label = $4, language = $5 WHERE {own} AND e164 = $2";
  private static final String INSERT = """
      INSERT INTO phone_number (tenant_id, agency_id, e164, endpoint_id, label, language)
      SELECT id, agency_id, $3, $4, $5, $6 FROM tenant WHERE {tenant.own} AND id = $2
      """;
  private static final String INSERT_IF_FREE = INSERT + " ON CONFLICT (e164) DO NOTHING";
  private static final String MOVE =
      "UPDATE phone_number SET endpoint_id = $3 WHERE {own} AND e164 = $2";
  private static final String DELETE = "DELETE FROM phone_number WHERE {own} AND e164 = $2";

  private final Scope scope;

  NumberStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * A number and where it rings.
   *
   * @param label for people
   * @param language BCP 47 tag in which its callers are greeted unless more is known of them; null: the tenant's
   */
  public record Did(
      PhoneNumber number,
      TenantId tenant,
      EndpointId endpoint,
      String label,
      @Nullable String language) {
    /** In the tenant's language. */
    public Did(PhoneNumber number, TenantId tenant, EndpointId endpoint, String label) {
      this(number, tenant, endpoint, label, null);
    }
  }

  public Future<List<Did>> list() {
    return scope.list("list numbers", LIST, NumberStore::did);
  }

  /** @param after where the page before ended; empty: from the first */
  public Future<List<Did>> page(String after, int limit) {
    return scope.list("list numbers", PAGE, NumberStore::did, after, limit);
  }

  public Future<Optional<Did>> byNumber(PhoneNumber number) {
    return scope.first("find number", BY_NUMBER, NumberStore::did, number.e164());
  }

  /** Changes label, language and endpoint; the number stays its tenant's. */
  public Future<Boolean> update(Did did) {
    return scope.touched(
        "update number",
        UPDATE,
        did.number().e164(),
        did.endpoint().value(),
        did.label(),
        did.language());
  }

  /**
   * Claims a number for a tenant.
   *
   * @return false if there is no such tenant here; fails with {@link StoreRefused} if the number is taken, or the endpoint
   *     belongs to someone else
   */
  public Future<Boolean> add(Did did) {
    return scope.touched(
        "add number",
        INSERT,
        did.tenant().value(),
        did.number().e164(),
        did.endpoint().value(),
        did.label(),
        did.language());
  }

  /**
   * As {@link #add}.
   *
   * @return false also if the number is anybody's already
   */
  public Future<Boolean> addIfFree(Did did) {
    return scope.touched(
        "add number",
        INSERT_IF_FREE,
        did.tenant().value(),
        did.number().e164(),
        did.endpoint().value(),
        did.label(),
        did.language());
  }

  /** Lets a number ring through another endpoint. */
  public Future<Boolean> move(PhoneNumber number, EndpointId endpoint) {
    return scope.touched("move number", MOVE, number.e164(), endpoint.value());
  }

  public Future<Boolean> release(PhoneNumber number) {
    return scope.touched("release number", DELETE, number.e164());
  }

  private static Did did(Row row) {
    return new Did(
        new PhoneNumber(row.getString("e164")),
        new TenantId(row.getUUID("tenant_id")),
        new EndpointId(row.getUUID("endpoint_id")),
        row.getString("label"),
        row.getString("language"));
  }
}
