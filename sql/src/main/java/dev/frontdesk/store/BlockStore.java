package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Numbers that are not answered: a tenant's inside {@code inTenant}, the agency's own, for all its tenants, inside {@code inAgency}. */
public final class BlockStore {
  private static final String COLUMNS = """
      SELECT id, rule, note, created_at FROM caller_block WHERE {own} AND (tenant_id IS NULL) = $2
      """;
  private static final String LIST = COLUMNS + " ORDER BY rule";
  private static final String PAGE = COLUMNS + " AND rule > $3 ORDER BY rule LIMIT $4";
  private static final String BY_ID = COLUMNS + " AND id = $3";
  private static final String COUNT =
      "SELECT count(*) AS blocks FROM caller_block WHERE {own} AND (tenant_id IS NULL) = $2";
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO caller_block (tenant_id, agency_id, id, rule, note) SELECT id, agency_id, $2, $3, $4 FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY =
      "INSERT INTO caller_block (agency_id, id, rule, note) VALUES ($1, $2, $3, $4)";
  private static final String UPDATE = """
      UPDATE caller_block SET rule = $4, note = $5 WHERE {own} AND (tenant_id IS NULL) = $2 AND id = $3
      """;
  private static final String DELETE =
      "DELETE FROM caller_block WHERE {own} AND (tenant_id IS NULL) = $2 AND id = $3";

  private final Scope scope;
  private final boolean ofAgency;

  BlockStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.ofAgency = of == Scope.Of.AGENCY;
  }

  /**
   * One rule.
   *
   * @param rule see {@link dev.frontdesk.model.BlockList}
   * @param note why, for people
   */
  public record Block(UUID id, String rule, String note, Instant createdAt) {}

  public Future<List<Block>> list() {
    return scope.list("list blocks", LIST, BlockStore::block, ofAgency);
  }

  /** @param after rule at which the page before ended; empty: from the first */
  public Future<List<Block>> page(String after, int limit) {
    return scope.list("list blocks", PAGE, BlockStore::block, ofAgency, after, limit);
  }

  public Future<Optional<Block>> byId(UUID id) {
    return scope.first("find block", BY_ID, BlockStore::block, ofAgency, id);
  }

  public Future<Long> count() {
    return scope
        .run("count blocks", COUNT, ofAgency)
        .map(rows -> rows.iterator().next().getLong("blocks"));
  }

  /** Fails with {@link StoreRefused} if the same rule is there. */
  public Future<Void> create(UUID id, String rule, String note) {
    return scope
        .run("create block", ofAgency ? INSERT_FOR_AGENCY : INSERT_FOR_TENANT, id, rule, note)
        .mapEmpty();
  }

  public Future<Boolean> update(UUID id, String rule, String note) {
    return scope.touched("update block", UPDATE, ofAgency, id, rule, note);
  }

  public Future<Boolean> delete(UUID id) {
    return scope.touched("delete block", DELETE, ofAgency, id);
  }

  private static Block block(Row row) {
    return new Block(
        row.getUUID("id"),
        row.getString("rule"),
        row.getString("note"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
