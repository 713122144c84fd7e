package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers to creates that may be asked for again, for a day; each belongs to the owner of what was created. */
public final class IdempotencyStore {
  private static final String FIND = """
      SELECT request_sha256, status, location, body FROM idempotent_answer
      WHERE {own} AND scope = $1 AND key_id = $2 AND name = $3 AND created_at > now() - interval '24 hours'
      """;
  private static final String FORGET =
      "DELETE FROM idempotent_answer WHERE {own} AND created_at <= now() - interval '24 hours'";
  private static final String REMOVE =
      "DELETE FROM idempotent_answer WHERE {own} AND scope = $1 AND key_id = $2 AND name = $3";
  private static final String INSERT_FOR_TENANT = """
      INSERT INTO idempotent_answer (scope, tenant_id, agency_id, key_id, name, request_sha256, status, location, body)
      SELECT id, id, agency_id, $2, $3, $4, $5, $6, $7 FROM tenant WHERE id = $1
      """;
  private static final String INSERT_FOR_AGENCY = """
      INSERT INTO idempotent_answer (scope, agency_id, key_id, name, request_sha256, status, location, body)
      VALUES ($1, $1, $2, $3, $4, $5, $6, $7)
      """;

  private final Scope scope;
  private final Scope.Of of;

  IdempotencyStore(Scope scope, Scope.Of of) {
    this.scope = scope;
    this.of = of;
  }

  /**
   * A given answer.
   *
   * @param requestSha256 of the request that it answered
   * @param body JSON without secrets; null: none
   */
  public record Given(
      Buffer requestSha256,
      int status,
      @Nullable String location,
      @Nullable String body) {
    /** Whether it answered this very request. */
    public boolean answers(Buffer request) {
      return requestSha256.equals(request);
    }
  }

  public Future<Optional<Given>> find(UUID key, String name) {
    return scope.first("find answer", FIND, IdempotencyStore::given, key, name);
  }

  /** Keeps an answer, and forgets those that are older than a day. */
  public Future<Void> keep(UUID key, String name, Given answer) {
    return scope
        .run("forget answers", FORGET)
        .compose(forgotten -> scope.run(
            "keep answer",
            of == Scope.Of.TENANT ? INSERT_FOR_TENANT : INSERT_FOR_AGENCY,
            key,
            name,
            answer.requestSha256(),
            answer.status(),
            answer.location(),
            answer.body()))
        .mapEmpty();
  }

  /** Keeps an answer instead of the one before. */
  public Future<Void> replace(UUID key, String name, Given answer) {
    return scope
        .run("remove answer", REMOVE, key, name)
        .compose(removed -> keep(key, name, answer));
  }

  private static Given given(Row row) {
    return new Given(
        row.getBuffer("request_sha256"),
        row.getInteger("status"),
        row.getString("location"),
        row.getString("body"));
  }
}
