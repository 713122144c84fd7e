package dev.frontdesk.store;

import dev.frontdesk.model.TransferTarget;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom callers may be transferred to. */
public final class TargetStore {
  private static final String COLUMNS =
      "SELECT key, name, aliases, address, description, kind, hours::text AS hours, warm_ring_s, warm_shows_caller, next_keys, "
          + "context_text, ring_s "
          + "FROM transfer_target ";
  private static final String LIST = COLUMNS + "WHERE {own} ORDER BY place, key";
  private static final String BY_KEY = COLUMNS + "WHERE {own} AND key = $2";
  private static final String UPSERT = """
      INSERT INTO transfer_target (tenant_id, agency_id, key, name, aliases, address, description, kind, hours, warm_ring_s,
        warm_shows_caller, next_keys, context_text, ring_s)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11, $12, $13 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, key) DO UPDATE SET name = excluded.name, aliases = excluded.aliases, address = excluded.address,
        description = excluded.description, kind = excluded.kind, hours = excluded.hours,
        warm_ring_s = excluded.warm_ring_s, warm_shows_caller = excluded.warm_shows_caller, next_keys = excluded.next_keys,
        context_text = excluded.context_text, ring_s = excluded.ring_s
      """;
  private static final String DELETE = "DELETE FROM transfer_target WHERE {own} AND key = $2";

  private final Scope scope;

  TargetStore(Scope scope) {
    this.scope = scope;
  }

  public Future<List<TransferTarget>> list() {
    return scope.list("list targets", LIST, TargetStore::target);
  }

  public Future<Optional<TransferTarget>> byKey(String key) {
    return scope.first("find target", BY_KEY, TargetStore::target, key);
  }

  /** Adds a target, or changes the one with its key. */
  public Future<Void> save(TransferTarget target) {
    return scope
        .run(
            "save target",
            UPSERT,
            target.key(),
            target.name(),
            target.aliases().toArray(String[]::new),
            target.address(),
            target.description(),
            target.kind().name(),
            target.hours() == null ? null : HoursJson.write(target.hours()),
            target.warm() == null ? null : seconds(target.warm().ringFor()),
            target.warm() != null && target.warm().showsCaller(),
            target.then().toArray(String[]::new),
            target.contextText(),
            seconds(target.ringFor()))
        .mapEmpty();
  }

  public Future<Boolean> delete(String key) {
    return scope.touched("delete target", DELETE, key);
  }

  private static @Nullable Integer seconds(@Nullable Duration ring) {
    return ring == null ? null : (int) ring.toSeconds();
  }

  private static @Nullable Duration rings(@Nullable Integer seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static TransferTarget target(Row row) {
    String hours = row.getString("hours");
    Integer rings = row.getInteger("warm_ring_s");
    return new TransferTarget(
        row.getString("key"),
        row.getString("name"),
        List.of(row.getArrayOfStrings("aliases")),
        row.getString("address"),
        row.getString("description"),
        TransferTarget.Kind.valueOf(row.getString("kind")),
        hours == null ? null : HoursJson.read(Json.read(hours)),
        rings == null
            ? null
            : new TransferTarget.Warm(
                Duration.ofSeconds(rings), row.getBoolean("warm_shows_caller")),
        List.of(row.getArrayOfStrings("next_keys")),
        row.getBoolean("context_text"),
        rings(row.getInteger("ring_s")));
  }
}
