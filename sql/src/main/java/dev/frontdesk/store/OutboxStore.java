package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is still to be told of what: at least once, in the end or never more. */
public final class OutboxStore {
  private final Door door;

  OutboxStore(Door door) {
    this.door = door;
  }

  /**
   * Something to tell.
   *
   * @param payload JSON object
   * @param attempts how often it was taken, this time included
   */
  public record Notice(
      UUID id,
      TenantId tenant,
      AgencyId agency,
      @Nullable CallId call,
      String kind,
      String payload,
      int attempts,
      Instant createdAt) {}

  /**
   * Takes what is due; several askers never get the same one.
   *
   * @param busyFor due again after this, unless settled before: the asker may have died
   */
  public Future<List<Notice>> take(Duration busyFor, int limit) {
    return door.list(
        "take notices",
        "SELECT id, tenant, agency, call, kind, payload, attempts, created_at FROM door.outbox_take($1, $2)",
        Tuple.of(ClaimStore.interval(busyFor), limit),
        OutboxStore::notice);
  }

  public Future<Void> delivered(UUID id) {
    return settle(id, null, null);
  }

  public Future<Void> failed(UUID id, String error, Duration againIn) {
    return settle(id, error, againIn);
  }

  /** Given up: stays readable, is never taken again. */
  public Future<Void> dead(UUID id, String error) {
    return settle(id, error, null);
  }

  private Future<Void> settle(UUID id, @Nullable String error, @Nullable Duration againIn) {
    return door.ask(
            "settle notice",
            "SELECT door.outbox_settle($1, $2, $3)",
            Tuple.of(
                id,
                error == null ? null : Json.storable(error),
                againIn == null ? null : ClaimStore.interval(againIn)))
        .mapEmpty();
  }

  private static Notice notice(Row row) {
    UUID call = row.getUUID("call");
    return new Notice(
        row.getUUID("id"),
        new TenantId(row.getUUID("tenant")),
        new AgencyId(row.getUUID("agency")),
        call == null ? null : new CallId(call),
        row.getString("kind"),
        row.getString("payload"),
        row.getInteger("attempts"),
        row.getOffsetDateTime("created_at").toInstant());
  }
}
