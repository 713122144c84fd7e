package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts to hand callers over. */
public final class AttemptStore {
  private static final String OF_CALL = """
      SELECT attempt, target_key, address, begun_at, reported_at, outcome, reason FROM transfer_attempt
      WHERE {own} AND call_id = $2 ORDER BY coalesce(begun_at, reported_at), attempt
      """;

  private final Scope scope;

  AttemptStore(Scope scope) {
    this.scope = scope;
  }

  /** One attempt, and what was seen of it so far. */
  public record Attempt(
      String attempt,
      @Nullable String target,
      @Nullable String address,
      @Nullable Instant begunAt,
      @Nullable Instant reportedAt,
      @Nullable String outcome,
      @Nullable String reason) {}

  public Future<List<Attempt>> ofCall(CallId call) {
    return scope.list("list transfer attempts", OF_CALL, AttemptStore::attempt, call.value());
  }

  static Attempt attempt(Row row) {
    return new Attempt(
        row.getString("attempt"),
        row.getString("target_key"),
        row.getString("address"),
        CallStore.instant(row, "begun_at"),
        CallStore.instant(row, "reported_at"),
        row.getString("outcome"),
        row.getString("reason"));
  }
}
