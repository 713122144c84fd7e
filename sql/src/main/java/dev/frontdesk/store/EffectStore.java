package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;

/** What has consequences is done once, and only by the owner: its row is written under the epoch before it is done. */
public final class EffectStore {
  private final Door door;

  EffectStore(Door door) {
    this.door = door;
  }

  /** Asks for the right to do {@code effect}; granted at most once in the life of the call. */
  public Future<EffectVerdict> claim(
      CallId call, int epoch, String effect, String kind, String payload) {
    return door.ask(
            "claim effect",
            "SELECT verdict, result FROM door.effect_claim($1, $2, $3, $4, $5)",
            Tuple.of(call.value(), epoch, effect, kind, Json.storable(payload)))
        .map(EffectStore::verdict);
  }

  /** Notes what the effect came to, JSON; the first result stays. */
  public Future<Void> finish(CallId call, String effect, String result) {
    return door.ask(
            "finish effect",
            "SELECT door.effect_finish($1, $2, $3)",
            Tuple.of(call.value(), effect, Json.storable(result)))
        .mapEmpty();
  }

  /**
   * Effect, message and notification in one transaction; granted means taken.
   *
   * @param payload JSON object: {@code name}, {@code number}, {@code target}, {@code urgent}, {@code message}, all optional
   */
  public Future<EffectVerdict> takeMessage(
      CallId call, int epoch, String effect, TenantId tenant, String payload) {
    return door.ask(
            "take message",
            "SELECT verdict, result FROM door.take_message($1, $2, $3, $4, $5)",
            Tuple.of(call.value(), epoch, effect, tenant.value(), Json.storable(payload)))
        .map(EffectStore::verdict);
  }

  private static EffectVerdict verdict(RowSet<Row> rows) {
    Row row = rows.iterator().next();
    return new EffectVerdict(
        EffectVerdict.State.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
        row.getString("result"));
  }
}
