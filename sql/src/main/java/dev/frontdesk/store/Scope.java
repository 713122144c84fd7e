package dev.frontdesk.store;

import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One transaction and for whom it speaks. The only place that puts a tenant's condition into a statement: <code>{own}</code>
 * stands for it in every other table, <code>{tenant.own}</code> in the table of tenants, and {@code $1} is always the owner.
 * Row-level security says the same a second time, in the database.
 */
final class Scope {
  enum Of {
    TENANT("frontdesk.tenant", "tenant_id = $1", "id = $1"),
    AGENCY("frontdesk.agency", "agency_id = $1", "agency_id = $1");

    final String setting;
    private final String own;
    private final String tenantOwn;

    Of(String setting, String own, String tenantOwn) {
      this.setting = setting;
      this.own = own;
      this.tenantOwn = tenantOwn;
    }
  }

  /** Names the owner to the planner and asks nothing of the row. */
  private static final String ANYONE = "$1::uuid IS NOT NULL";

  private final SqlConnection connection;
  private final Of of;
  private final UUID owner;
  private final boolean conditions;
  private final Duration longest;

  Scope(SqlConnection connection, Of of, UUID owner, boolean conditions, Duration longest) {
    this.connection = connection;
    this.of = of;
    this.owner = owner;
    this.conditions = conditions;
    this.longest = longest;
  }

  UUID owner() {
    return owner;
  }

  /** What is left of an agency's transaction, for one of its tenants; the database refuses anyone else's. */
  Future<Scope> narrowed(TenantId tenant) {
    return Failures.named(
            "narrow to tenant",
            longest,
            connection
                .preparedQuery("SELECT narrow_to_tenant($1)")
                .execute(Tuple.of(tenant.value())))
        .map(done -> new Scope(connection, Of.TENANT, tenant.value(), conditions, longest));
  }

  /** @param arguments become {@code $2}, {@code $3} and so on */
  Future<RowSet<Row>> run(String what, String sql, @Nullable Object... arguments) {
    Tuple tuple = Tuple.of(owner);
    for (Object argument : arguments) {
      tuple.addValue(argument);
    }
    return Failures.named(what, longest, connection.preparedQuery(scoped(sql)).execute(tuple));
  }

  <T> Future<List<T>> list(
      String what, String sql, Function<Row, T> mapping, @Nullable Object... arguments) {
    return run(what, sql, arguments).map(rows -> Door.mapped(rows, mapping));
  }

  <T> Future<Optional<T>> first(
      String what, String sql, Function<Row, T> mapping, @Nullable Object... arguments) {
    return list(what, sql, mapping, arguments).map(found -> found.stream().findFirst());
  }

  /** True if the statement touched a row. */
  Future<Boolean> touched(String what, String sql, @Nullable Object... arguments) {
    return run(what, sql, arguments).map(rows -> rows.rowCount() > 0);
  }

  /** Ends when this owner has no other such transaction. */
  Future<Void> oneWriter() {
    return run(
            "wait for other writers", "SELECT pg_advisory_xact_lock(3, hashtext($1::uuid::text))")
        .mapEmpty();
  }

  private String scoped(String sql) {
    return sql.replace("{own}", conditions ? of.own : ANYONE)
        .replace("{tenant.own}", conditions ? of.tenantOwn : ANYONE);
  }
}
