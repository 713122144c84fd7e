package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Calls that are kept as evidence, whatever their tenant's retention says. Erasing a caller on request still erases them. */
public final class HoldStore {
  private static final String FIND =
      "SELECT held_for, held_at FROM call WHERE {own} AND id = $2 AND held_at IS NOT NULL";
  private static final String HOLD = """
      UPDATE call SET held_for = $3, held_at = coalesce(held_at, now()) WHERE {own} AND id = $2 RETURNING held_for, held_at
      """;
  private static final String RELEASE = """
      UPDATE call SET held_for = NULL, held_at = NULL WHERE {own} AND id = $2 AND held_at IS NOT NULL
      """;

  private final Scope scope;

  HoldStore(Scope scope) {
    this.scope = scope;
  }

  /** @param reason why, 1 to 500 characters */
  public record Hold(String reason, Instant heldAt) {}

  /** Empty if it is not held. */
  public Future<Optional<Hold>> find(CallId call) {
    return scope.first("find hold", FIND, HoldStore::hold, call.value());
  }

  /**
   * Holds a call, or changes the reason.
   *
   * @return empty if there is no such call
   */
  public Future<Optional<Hold>> hold(CallId call, String reason) {
    return scope.first("hold call", HOLD, HoldStore::hold, call.value(), reason);
  }

  /** @return false if it was not held */
  public Future<Boolean> release(CallId call) {
    return scope.touched("release call", RELEASE, call.value());
  }

  private static Hold hold(Row row) {
    var heldAt = Objects.requireNonNull(CallStore.instant(row, "held_at"));
    return new Hold(row.getString("held_for"), heldAt);
  }
}
