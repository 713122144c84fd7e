package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.FrontDesk;
import dev.frontdesk.model.Keeping;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings.Status;
import dev.frontdesk.model.WhenExceeded;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants: the current one, or all of the current agency. */
public final class TenantStore {
  private static final String COLUMNS = """
      id, agency_id, key, name, status, region, locale, zone, sip_domain, concurrent_calls, longest_call_s,
      longest_silence_s, monthly_budget_micros, when_closed, reject_code, staff_first, disclosure, retention_days, exceeded_code, exceeded_sentence, transcript_days, redact, revision
      """;
  private static final String LIST =
      "SELECT " + COLUMNS + " FROM tenant WHERE {tenant.own} ORDER BY key";
  private static final String PAGE =
      "SELECT " + COLUMNS + " FROM tenant WHERE {tenant.own} AND key > $2 ORDER BY key LIMIT $3";
  private static final String BY_ID =
      "SELECT " + COLUMNS + " FROM tenant WHERE {tenant.own} AND id = $2";
  private static final String BY_KEY =
      "SELECT " + COLUMNS + " FROM tenant WHERE {tenant.own} AND key = $2";
  private static final String INSERT = """
      INSERT INTO tenant (agency_id, id, key, name, status, region, locale, zone, sip_domain, concurrent_calls, longest_call_s,
        longest_silence_s, monthly_budget_micros, when_closed, reject_code, staff_first, disclosure, retention_days,
        exceeded_code, exceeded_sentence, transcript_days, redact)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
      """;
  private static final String UPDATE = """
      UPDATE tenant SET key = $3, name = $4, status = $5, region = $6, locale = $7, zone = $8, sip_domain = $9,
        concurrent_calls = $10, longest_call_s = $11, longest_silence_s = $12, monthly_budget_micros = $13, when_closed = $14,
        reject_code = $15, staff_first = $16, disclosure = $17, retention_days = $18, exceeded_code = $19,
        exceeded_sentence = $20, transcript_days = $21, redact = $22
      WHERE {tenant.own} AND id = $2
      """;
  private static final String DELETE = "DELETE FROM tenant WHERE {tenant.own} AND id = $2";

  private final Scope scope;

  TenantStore(Scope scope) {
    this.scope = scope;
  }

  public Future<List<Tenant>> list() {
    return scope.list("list tenants", LIST, TenantStore::tenant);
  }

  /**
   * Tenants by key.
   *
   * @param after key of the last of the page before; empty: from the first
   */
  public Future<List<Tenant>> page(String after, int limit) {
    return scope.list("list tenants", PAGE, TenantStore::tenant, after, limit);
  }

  public Future<Optional<Tenant>> byId(TenantId id) {
    return scope.first("find tenant", BY_ID, TenantStore::tenant, id.value());
  }

  public Future<Optional<Tenant>> byKey(String key) {
    return scope.first("find tenant", BY_KEY, TenantStore::tenant, key);
  }

  /** Creates a tenant of the current agency, whatever agency {@code tenant} names; only inside {@code inAgency}. */
  public Future<Void> create(Tenant tenant) {
    return scope.run("create tenant", INSERT, values(tenant)).mapEmpty();
  }

  /** @return false if there is no such tenant here */
  public Future<Boolean> update(Tenant tenant) {
    return scope.touched("update tenant", UPDATE, values(tenant));
  }

  /** Deletes a tenant with everything that is its own, calls included. */
  public Future<Boolean> delete(TenantId id) {
    return scope.touched("delete tenant", DELETE, id.value());
  }

  private static @Nullable Object[] values(Tenant tenant) {
    return new @Nullable Object[] {
      tenant.id().value(),
      tenant.key(),
      tenant.name(),
      tenant.status().name(),
      tenant.region(),
      tenant.locale(),
      tenant.zone().getId(),
      tenant.sipDomain(),
      tenant.limits().concurrentCalls(),
      (int) tenant.limits().longestCall().toSeconds(),
      (int) tenant.limits().longestSilence().toSeconds(),
      tenant.limits().monthlyBudgetMicros(),
      tenant.desk().whenClosed().name(),
      tenant.desk().rejectCode(),
      tenant.desk().staffFirst(),
      tenant.desk().disclosure(),
      tenant.keeping().retentionDays(),
      tenant.limits().whenExceeded().sipCode(),
      tenant.limits().whenExceeded().sentence(),
      tenant.keeping().transcriptDays(),
      tenant.keeping().redact().stream().map(Redactions::word).sorted().toArray(String[]::new)
    };
  }

  private static Tenant tenant(Row row) {
    return new Tenant(
        new TenantId(row.getUUID("id")),
        new AgencyId(row.getUUID("agency_id")),
        row.getString("key"),
        row.getString("name"),
        Status.valueOf(row.getString("status")),
        row.getString("region"),
        row.getString("locale"),
        ZoneId.of(row.getString("zone")),
        row.getString("sip_domain"),
        new CallLimits(
            row.getInteger("concurrent_calls"),
            Duration.ofSeconds(row.getInteger("longest_call_s")),
            Duration.ofSeconds(row.getInteger("longest_silence_s")),
            row.getLong("monthly_budget_micros"),
            new WhenExceeded(row.getInteger("exceeded_code"), row.getString("exceeded_sentence"))),
        new FrontDesk(
            FrontDesk.WhenClosed.valueOf(row.getString("when_closed")),
            row.getInteger("reject_code"),
            row.getBoolean("staff_first"),
            row.getString("disclosure")),
        new Keeping(
            row.getInteger("retention_days"),
            row.getInteger("transcript_days"),
            Redactions.of(List.of(row.getArrayOfStrings("redact")))),
        row.getLong("revision"));
  }
}
