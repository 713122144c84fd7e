package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/** Who changed what; can be added to and read, never changed. */
public final class AuditStore {
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO audit (tenant_id, agency_id, actor, action, subject, detail)
      SELECT id, agency_id, $2, $3, $4, $5::text::jsonb FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY =
      "INSERT INTO audit (agency_id, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5::text::jsonb)";
  private static final String NEWEST = """
      SELECT at, actor, action, subject, detail::text AS detail FROM audit WHERE {own} ORDER BY at DESC, id LIMIT $2
      """;

  private final Scope scope;
  private final Scope.Of of;

  AuditStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.of = of;
  }

  /** One entry; {@code detail} is a JSON object and holds no secret. */
  public record Entry(Instant at, String actor, String action, String subject, String detail) {}

  /** Writes an entry in the transaction of what it tells of; {@code detail} is a JSON object. */
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
    return scope.list("list audit", NEWEST, AuditStore::entry, limit);
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getOffsetDateTime("at").toInstant(),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("detail"));
  }
}
