package dev.frontdesk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.PhoneNumber;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Certificates of erasures; {@link Erasures} makes them. */
public final class ErasureStore {
  private static final String COLUMNS = """
      SELECT id, salt, digest, asked_by, asked_at, finished_at, counts::text AS counts FROM erasure
      """;
  private static final String PAGE = COLUMNS + """
      WHERE {own} AND ($2::timestamptz IS NULL OR asked_at < $2 OR asked_at = $2 AND id > $3)
      ORDER BY asked_at DESC, id LIMIT $4
      """;
  private static final String BY_ID = COLUMNS + "WHERE {own} AND id = $2";

  private final Scope scope;

  ErasureStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * That a caller was erased. The number is not in it: {@link #isOf} tells who knows the number.
   *
   * @param digest SHA-256 of salt and number
   * @param finishedAt null: begun, not finished; ask for the erasure again
   * @param counts how many rows were erased, by what they were: calls, claims, utterances, facts, effects, messages, outbox,
   *     refusals, contacts, audit
   */
  public record Certificate(
      UUID id,
      Buffer salt,
      Buffer digest,
      String askedBy,
      Instant askedAt,
      @Nullable Instant finishedAt,
      Map<String, Long> counts) {

    /** Whether it is {@code number} that was erased. */
    public boolean isOf(PhoneNumber number) {
      try {
        var sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(salt.getBytes());
        return MessageDigest.isEqual(
            sha256.digest(number.e164().getBytes(UTF_8)), digest.getBytes());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  /**
   * Certificates, newest first.
   *
   * @param after the last one of the page before; null: from the newest
   */
  public Future<List<Certificate>> page(@Nullable Certificate after, int limit) {
    return scope.list(
        "list erasures",
        PAGE,
        ErasureStore::certificate,
        after == null ? null : after.askedAt().atOffset(UTC),
        after == null ? null : after.id(),
        limit);
  }

  public Future<Optional<Certificate>> byId(UUID id) {
    return scope.first("find erasure", BY_ID, ErasureStore::certificate, id);
  }

  Future<UUID> begin(PhoneNumber number, String askedBy) {
    return scope
        .run(
            "begin erasure",
            "SELECT door.erasure_begin($2, $3) AS id WHERE $1::uuid IS NOT NULL",
            number.e164(),
            Json.storable(askedBy))
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  /** @return true if there is more to erase */
  Future<Boolean> sweep(UUID erasure, PhoneNumber number, int calls) {
    return scope
        .run(
            "erase",
            "SELECT door.erasure_sweep($2, $3, $4) AS more WHERE $1::uuid IS NOT NULL",
            erasure,
            number.e164(),
            calls)
        .map(rows -> rows.iterator().next().getBoolean("more"));
  }

  private static Certificate certificate(Row row) {
    Map<String, Long> counts = new TreeMap<>();
    Json.read(row.getString("counts"))
        .properties()
        .forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
    return new Certificate(
        row.getUUID("id"),
        row.getBuffer("salt"),
        row.getBuffer("digest"),
        row.getString("asked_by"),
        row.getOffsetDateTime("asked_at").toInstant(),
        CallStore.instant(row, "finished_at"),
        Map.copyOf(counts));
  }
}
