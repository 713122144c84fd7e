package dev.frontdesk.store;

import dev.frontdesk.model.ProfileVersionId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** The version that a share of the calls is answered with; publishing any version ends it. */
public final class CanaryStore {
  private static final String FIND = """
      SELECT percent, started_at, (SELECT version FROM profile_version WHERE id = profile_id) AS version
      FROM profile_canary WHERE {own}
      """;
  private static final String FREEZE =
      "UPDATE profile_version SET state = 'archived' WHERE {own} AND id = $2 AND state = 'draft'";
  private static final String SAVE = """
      INSERT INTO profile_canary (tenant_id, agency_id, profile_id, percent)
      SELECT id, agency_id, $2, $3 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id) DO UPDATE SET profile_id = excluded.profile_id, percent = excluded.percent, started_at = now()
      """;
  private static final String END = "DELETE FROM profile_canary WHERE {own}";

  private final Scope scope;

  CanaryStore(Scope scope) {
    this.scope = scope;
  }

  /** @param percent of the calls, 1 to 99 */
  public record Running(int version, int percent, Instant startedAt) {}

  public Future<Optional<Running>> find() {
    return scope.first("find canary", FIND, CanaryStore::running);
  }

  /** Answers {@code percent} of the calls with this version from now on; a draft is a version then, and changes no more. */
  public Future<Void> save(ProfileVersionId version, int percent) {
    return scope
        .run("freeze draft", FREEZE, version.value())
        .compose(frozen -> scope.run("save canary", SAVE, version.value(), percent))
        .mapEmpty();
  }

  /** @return false if there was none */
  public Future<Boolean> end() {
    return scope.touched("end canary", END);
  }

  private static Running running(Row row) {
    return new Running(
        row.getInteger("version"),
        row.getInteger("percent"),
        row.getOffsetDateTime("started_at").toInstant());
  }
}
