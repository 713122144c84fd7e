package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads settings in bulk: what changed, then only that, some hundred rows at a time. */
final class SettingsLoader {
  private static final int AT_ONCE = 250;

  private final Vertx vertx;
  private final Door door;

  SettingsLoader(Vertx vertx, Door door) {
    this.vertx = vertx;
    this.door = door;
  }

  /** What changed with which version: of tenants, of endpoints and of agencies, by id. */
  record Versions(
      Map<UUID, String> tenants, Map<UUID, String> endpoints, Map<UUID, String> agencies) {
    private void put(String kind, UUID id, String version) {
      Map<UUID, String> ofKind = switch (kind) {
        case "tenant" -> tenants;
        case "endpoint" -> endpoints;
        default -> agencies;
      };
      ofKind.put(id, version);
    }
  }

  /**
   * One tenant or endpoint as read.
   *
   * @param value null: the row is there but makes no sense; the last known value stays
   */
  record Held<T>(String version, @Nullable T value) {}

  /** Differs from an earlier answer when anything has changed in between. */
  Future<String> revision() {
    return door.ask(
            "settings revision", "SELECT door.settings_revision() AS revision", Tuple.tuple())
        .map(rows -> rows.iterator().next().getString("revision"));
  }

  Future<Versions> versions() {
    return door.ask(
            "settings versions",
            "SELECT kind, id, version FROM door.settings_versions()",
            Tuple.tuple())
        .map(SettingsLoader::versions);
  }

  <T> Future<Map<UUID, Held<T>>> tenants(
      Collection<UUID> ids, Function<String, @Nullable T> reading) {
    return inParts("SELECT id, version, settings FROM door.tenant_settings($1)", ids, reading);
  }

  <T> Future<Map<UUID, Held<T>>> endpoints(
      Collection<UUID> ids, Function<String, @Nullable T> reading) {
    return inParts("SELECT id, version, settings FROM door.endpoint_settings($1)", ids, reading);
  }

  <T> Future<Map<UUID, Held<T>>> agencies(
      Collection<UUID> ids, Function<String, @Nullable T> reading) {
    return inParts("SELECT id, version, settings FROM door.agency_settings($1)", ids, reading);
  }

  private <T> Future<Map<UUID, Held<T>>> inParts(
      String sql, Collection<UUID> ids, Function<String, @Nullable T> reading) {
    var all = List.copyOf(ids);
    Map<UUID, Held<T>> read = new HashMap<>();
    Future<Void> loaded = Future.succeededFuture();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      UUID[] part = all.subList(from, Math.min(from + AT_ONCE, all.size())).toArray(UUID[]::new);
      loaded = loaded
          .compose(before -> door.ask("load settings", sql, Tuple.of((Object) part)))
          .compose(rows -> vertx.executeBlocking(() -> held(rows, reading)))
          .map(held -> {
            read.putAll(held);
            return null;
          });
    }
    return loaded.map(read);
  }

  private static <T> Map<UUID, Held<T>> held(
      RowSet<Row> rows, Function<String, @Nullable T> reading) {
    Map<UUID, Held<T>> held = new HashMap<>();
    for (Row row : rows) {
      held.put(
          row.getUUID("id"),
          new Held<>(row.getString("version"), reading.apply(row.getString("settings"))));
    }
    return held;
  }

  private static Versions versions(RowSet<Row> rows) {
    var versions = new Versions(new HashMap<>(), new HashMap<>(), new HashMap<>());
    for (Row row : rows) {
      versions.put(row.getString("kind"), row.getUUID("id"), row.getString("version"));
    }
    return versions;
  }
}
