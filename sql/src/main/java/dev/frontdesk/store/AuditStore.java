package dev.frontdesk.store;

import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who changed what; can be added to and read, never changed. The database chains the entries of an agency, see {@link Audit}. */
public final class AuditStore {
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO audit (tenant_id, agency_id, actor, action, subject, detail)
      SELECT id, agency_id, $2, $3, $4, $5::text::jsonb FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY =
      "INSERT INTO audit (agency_id, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5::text::jsonb)";
  private static final String PAGE = """
      SELECT place, at, actor, action, subject, coalesce(detail, '{}')::text AS detail, erased_at IS NOT NULL AS erased
      FROM audit WHERE {own} AND ($2::bigint IS NULL OR place < $2) ORDER BY place DESC LIMIT $3
      """;

  private static final String LISTED = """
      SELECT id, tenant_id, place, at, actor, action, subject, coalesce(detail, '{}')::text AS detail, erased_at IS NOT NULL AS erased
      FROM audit
      WHERE {own} AND ($2::timestamptz IS NULL OR at < $2 OR at = $2 AND id > $3)
      ORDER BY at DESC, id LIMIT $4
      """;

  private final Scope scope;
  private final Scope.Of of;

  AuditStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.of = of;
  }

  /**
   * One entry.
   *
   * @param detail a JSON object that holds no secret; empty when erased
   * @param place in the chain of its agency, from 1
   * @param erased its detail named somebody who asked to be forgotten
   */
  public record Entry(
      Instant at,
      String actor,
      String action,
      String subject,
      String detail,
      long place,
      boolean erased) {}

  /**
   * Writes an entry in the transaction of what it tells of. Until that ends the agency's other writers wait: let it be the last
   * statement.
   *
   * @param subject what it was done to, by id; never a person's number or name, for only the detail can be erased
   * @param detail a JSON object
   */
  public Future<Void> add(String actor, String action, String subject, String detail) {
    return scope
        .run(
            "add audit entry",
            of == Scope.Of.TENANT ? INSERT_FOR_TENANT : INSERT_FOR_AGENCY,
            actor,
            action,
            subject,
            Json.storable(detail))
        .mapEmpty();
  }

  public Future<List<Entry>> newest(int limit) {
    return page(null, limit);
  }

  /**
   * Entries, newest first.
   *
   * @param after place of the last entry of the page before; null: from the newest
   */
  public Future<List<Entry>> page(@Nullable Long after, int limit) {
    return scope.list("list audit", PAGE, AuditStore::entry, after, limit);
  }

  /** An entry with its place in the list; {@code tenant} is null for what the agency itself did. */
  public record Placed(UUID id, @Nullable TenantId tenant, Entry entry) {}

  /** Where a page ended. */
  public record Cursor(Instant at, UUID entry) {}

  /** Newest first; an agency sees what was done to its tenants, too. */
  public Future<List<Placed>> listed(@Nullable Cursor after, int limit) {
    return scope.list(
        "list audit",
        LISTED,
        row -> new Placed(
            row.getUUID("id"),
            row.getUUID("tenant_id") == null ? null : new TenantId(row.getUUID("tenant_id")),
            entry(row)),
        after == null ? null : after.at().atOffset(ZoneOffset.UTC),
        after == null ? null : after.entry(),
        limit);
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getOffsetDateTime("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("detail"),
        row.getLong("place"),
        row.getBoolean("erased"));
  }
}
