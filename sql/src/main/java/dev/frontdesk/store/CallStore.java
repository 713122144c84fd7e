package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls, as their facts tell them; written by the journal only. */
public final class CallStore {
  static final String COLUMNS = """
      SELECT id, tenant_id, endpoint_id, caller, caller_name, dialled, carrier_call_id, provider_call_id, profile_id, contact_id,
        language, decision, reasons, received_at, answered_at, ended_at, outcome, outcome_reason, text_in, text_cached_in,
        audio_in, audio_cached_in, text_out, audio_out, transcription_s, cost_micros
      FROM call
      """;
  private static final String PAGE = COLUMNS + """
          WHERE {own} AND ($2::timestamptz IS NULL OR received_at < $2 OR received_at = $2 AND id > $3)
          ORDER BY received_at DESC, id LIMIT $4
          """;
  private static final String FOUND = COLUMNS + """
          WHERE {own} AND ($2::timestamptz IS NULL OR received_at < $2 OR received_at = $2 AND id > $3)
            AND ($5::boolean IS NULL OR (ended_at IS NULL) = $5)
            AND ($6::timestamptz IS NULL OR received_at >= $6) AND ($7::timestamptz IS NULL OR received_at < $7)
          ORDER BY received_at DESC, id LIMIT $4
          """;

  /** As above, where the index of live calls tells at once. */
  private static final String FOUND_LIVE = FOUND.replace(
      "($5::boolean IS NULL OR (ended_at IS NULL) = $5)", "$5::boolean AND ended_at IS NULL");

  private static final String OWNER =
      "SELECT tenant_id, owner, state <> 'ended' AS live FROM call_claim WHERE {own} AND call_id = $2";
  private static final String BY_ID = COLUMNS + "WHERE {own} AND id = $2";

  private final Scope scope;

  CallStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * Who drives a call.
   *
   * @param live false: it has ended
   */
  public record Owner(TenantId tenant, NodeId node, boolean live) {}

  /** Where a page ended. */
  public record Cursor(Instant receivedAt, CallId call) {}

  /**
   * Calls, newest first.
   *
   * @param after the last call of the page before; null: from the newest
   */
  public Future<List<CallRecord>> page(@Nullable Cursor after, int limit) {
    return scope.list(
        "list calls",
        PAGE,
        CallStore::call,
        after == null ? null : after.receivedAt().atOffset(UTC),
        after == null ? null : after.call().value(),
        limit);
  }

  /**
   * What calls are asked for.
   *
   * @param live null: whether or not they have ended
   * @param from received then or later; null: from the beginning
   * @param to received before; null: to the end
   */
  public record Filter(
      @Nullable Boolean live,
      @Nullable Instant from,
      @Nullable Instant to) {}

  /** As {@link #page(Cursor, int)}, those that fit the filter. */
  public Future<List<CallRecord>> page(Filter filter, @Nullable Cursor after, int limit) {
    return scope.list(
        "find calls",
        Boolean.TRUE.equals(filter.live()) ? FOUND_LIVE : FOUND,
        CallStore::call,
        after == null ? null : utc(after.receivedAt()),
        after == null ? null : after.call().value(),
        limit,
        filter.live(),
        utc(filter.from()),
        utc(filter.to()));
  }

  public Future<Optional<CallRecord>> byId(CallId id) {
    return scope.first("find call", BY_ID, CallStore::call, id.value());
  }

  /** Who drives a call, as its claim says; empty also while it is undecided. */
  public Future<Optional<Owner>> owner(CallId id) {
    return scope.first(
        "find owner",
        OWNER,
        row -> new Owner(
            new TenantId(row.getUUID("tenant_id")),
            new NodeId(row.getString("owner")),
            row.getBoolean("live")),
        id.value());
  }

  static CallRecord call(Row row) {
    UUID profile = row.getUUID("profile_id");
    UUID contact = row.getUUID("contact_id");
    return new CallRecord(
        new CallId(row.getUUID("id")),
        new TenantId(row.getUUID("tenant_id")),
        new EndpointId(row.getUUID("endpoint_id")),
        row.getString("caller"),
        row.getString("caller_name"),
        row.getString("dialled"),
        row.getString("carrier_call_id"),
        row.getString("provider_call_id"),
        profile == null ? null : new ProfileVersionId(profile),
        contact == null ? null : new ContactId(contact),
        row.getString("language"),
        row.getString("decision"),
        List.of(row.getArrayOfStrings("reasons")),
        row.getOffsetDateTime("received_at").toInstant(),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        row.getString("outcome"),
        row.getString("outcome_reason"),
        new CallRecord.Usage(
            row.getLong("text_in"),
            row.getLong("text_cached_in"),
            row.getLong("audio_in"),
            row.getLong("audio_cached_in"),
            row.getLong("text_out"),
            row.getLong("audio_out"),
            row.getDouble("transcription_s"),
            row.getLong("cost_micros")));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(UTC);
  }

  static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
