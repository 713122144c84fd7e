package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers asked to have passed on. */
public final class MessageStore {
  static final String COLUMNS =
      "SELECT id, call_id, from_name, from_number, target_key, urgent, body, taken_at, handled_at,"
          + " (SELECT v.seconds FROM voicemail v WHERE v.message_id = message.id AND v.audio IS NOT NULL) AS recorded_s FROM message ";
  private static final String NEWEST = COLUMNS
      + "WHERE {own} AND (NOT $2 OR handled_at IS NULL) ORDER BY taken_at DESC, id LIMIT $3";
  private static final String PAGE = COLUMNS + """
      WHERE {own} AND (NOT $2 OR handled_at IS NULL) AND ($3::timestamptz IS NULL OR taken_at < $3 OR taken_at = $3 AND id > $4)
      ORDER BY taken_at DESC, id LIMIT $5
      """;
  private static final String BY_ID = COLUMNS + "WHERE {own} AND id = $2";
  private static final String OF_CALL =
      COLUMNS + "WHERE {own} AND call_id = $2 ORDER BY taken_at, id";
  private static final String HANDLED =
      "UPDATE message SET handled_at = now() WHERE {own} AND id = $2 AND handled_at IS NULL";

  private final Scope scope;

  MessageStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * A taken message.
   *
   * @param target key of the transfer target it is for; null: whoever reads it
   * @param handledAt null: nobody has yet
   * @param recordedSeconds length of what can be heard of it; null: nothing
   */
  public record Message(
      UUID id,
      CallId call,
      String fromName,
      String fromNumber,
      @Nullable String target,
      boolean urgent,
      String body,
      Instant takenAt,
      @Nullable Instant handledAt,
      @Nullable Integer recordedSeconds) {}

  /** Newest first. */
  public Future<List<Message>> newest(boolean openOnly, int limit) {
    return scope.list("list messages", NEWEST, MessageStore::message, openOnly, limit);
  }

  /** Where a page ended. */
  public record Cursor(Instant takenAt, UUID message) {}

  /** Newest first. */
  public Future<List<Message>> page(boolean openOnly, @Nullable Cursor after, int limit) {
    return scope.list(
        "list messages",
        PAGE,
        MessageStore::message,
        openOnly,
        after == null ? null : after.takenAt().atOffset(ZoneOffset.UTC),
        after == null ? null : after.message(),
        limit);
  }

  public Future<Optional<Message>> byId(UUID id) {
    return scope.first("find message", BY_ID, MessageStore::message, id);
  }

  public Future<List<Message>> ofCall(CallId call) {
    return scope.list("list messages", OF_CALL, MessageStore::message, call.value());
  }

  /** @return false if there is no such open message here */
  public Future<Boolean> handled(UUID id) {
    return scope.touched("handle message", HANDLED, id);
  }

  static Message message(Row row) {
    return new Message(
        row.getUUID("id"),
        new CallId(row.getUUID("call_id")),
        row.getString("from_name"),
        row.getString("from_number"),
        row.getString("target_key"),
        row.getBoolean("urgent"),
        row.getString("body"),
        row.getOffsetDateTime("taken_at").toInstant(),
        CallStore.instant(row, "handled_at"),
        row.getInteger("recorded_s"));
  }
}
