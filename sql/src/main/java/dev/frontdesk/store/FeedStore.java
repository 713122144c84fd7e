package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in calls, as it is written down: for whoever follows. A reader remembers the snapshots between which it reads, not a
 * time: transactions become visible in another order than they began.
 */
public final class FeedStore {
  /** Between its beginning, which is its facts' time, and its end a transaction of the journal takes less. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

  private static final String NOW = """
      SELECT pg_current_snapshot()::text AS snapshot, clock_timestamp() AS at WHERE $1::uuid IS NOT NULL
      """;
  private static final String CAN_BE = """
      SELECT pg_snapshot_xmax($2::text::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) AS known
      WHERE $1::uuid IS NOT NULL
      """;
  private static final String BETWEEN = """
      SELECT call_id, tenant_id, epoch, seq, at, kind, data::text AS data
      FROM call_fact
      WHERE {own} AND stored_at >= $2
        AND kind IN ('call.opened', 'call.answered', 'utterance', 'tool.asked', 'tool.answered', 'transfer.attempted',
          'transfer.reported', 'call.ended')
        AND NOT pg_visible_in_snapshot(stored_in, $3::text::pg_snapshot)
        AND pg_visible_in_snapshot(stored_in, $4::text::pg_snapshot)
        AND ($5::timestamptz IS NULL OR (at, call_id, epoch, seq) > ($5, $6::uuid, $7::integer, $8::integer))
      ORDER BY at, call_id, epoch, seq LIMIT $9
      """;

  private final Scope scope;

  FeedStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * A moment of the database.
   *
   * @param visible the transactions whose facts could be seen, in PostgreSQL's own notation
   */
  public record Moment(Instant at, String visible) {}

  /** Where a fact stands among those between two moments. */
  public record Place(Instant at, CallId call, int epoch, int seq) {}

  /** A fact that a follower is told. */
  public record Told(Place place, TenantId tenant, String kind, String json) {}

  /** The present one. */
  public Future<Moment> now() {
    return scope
        .first(
            "look at the clock",
            NOW,
            row -> new Moment(row.getOffsetDateTime("at").toInstant(), row.getString("snapshot")))
        .map(found -> found.orElseThrow());
  }

  /** Whether {@code moment} may have been one of this database; a restored one counts its transactions anew. */
  public Future<Boolean> knows(Moment moment) {
    return scope
        .first("check moment", CAN_BE, row -> row.getBoolean("known"), moment.visible())
        .map(found -> found.orElse(false));
  }

  /**
   * What could be seen at {@code to} and not yet at {@code from}, ordered by when it happened.
   *
   * @param after the last one read of these; null: from the first
   * @param notBefore nothing is told that was stored earlier
   */
  public Future<List<Told>> between(
      Moment from, Moment to, @Nullable Place after, Instant notBefore, int limit) {
    Instant began = from.at().minus(LONGEST_TRANSACTION);
    return scope.list(
        "list events",
        BETWEEN,
        FeedStore::told,
        (began.isAfter(notBefore) ? began : notBefore).atOffset(UTC),
        from.visible(),
        to.visible(),
        after == null ? null : after.at().atOffset(UTC),
        after == null ? null : after.call().value(),
        after == null ? null : after.epoch(),
        after == null ? null : after.seq(),
        limit);
  }

  private static Told told(Row row) {
    var place = new Place(
        row.getOffsetDateTime("at").toInstant(),
        new CallId(row.getUUID("call_id")),
        row.getInteger("epoch"),
        row.getInteger("seq"));
    return new Told(
        place,
        new TenantId(row.getUUID("tenant_id")),
        row.getString("kind"),
        row.getString("data"));
  }
}
