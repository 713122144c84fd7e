package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Looks at the links of one agency's audit chain, some at a time. */
final class AuditLinks {
  private static final String HEAD = """
      SELECT coalesce(c.place, 0) AS place, coalesce(c.hash, '') AS hash,
        coalesce((SELECT max(place) FROM audit WHERE {own}), 0) AS last
      FROM (SELECT) one LEFT JOIN audit_chain c ON c.agency_id = $1 AND {own}
      """;

  /** The first thing that is wrong with an entry, in the order in which one would want to know. */
  private static final String STRETCH = """
      WITH link AS (
        SELECT a, lag(place, 1, $2) OVER (ORDER BY place) AS place_before, lag(hash, 1, $3) OVER (ORDER BY place) AS hash_before
        FROM (SELECT audit AS a, place, hash FROM audit WHERE {own} AND place > $2 ORDER BY place LIMIT $4) entries
      ), judged AS (
        SELECT (a).place, (a).hash, (a).erased_at, CASE
            WHEN (a).place <> place_before + 1 THEN 'entries before it are missing'
            WHEN (a).prev <> hash_before THEN 'it does not follow the entry before it'
            WHEN (a).detail IS NOT NULL AND (a).digest <> door.audit_digest((a).salt, (a).detail) THEN 'its detail was changed'
            WHEN (a).hash <> door.audit_hash(a) THEN 'who, what, when or for whom was changed'
          END AS wrong
        FROM link
      )
      SELECT count(*) AS entries, count(erased_at) AS erased, coalesce(max(place), $2) AS place,
        coalesce((array_agg(hash ORDER BY place DESC))[1], $3) AS hash,
        min(place) FILTER (WHERE wrong IS NOT NULL) AS broken,
        (array_agg(wrong ORDER BY place) FILTER (WHERE wrong IS NOT NULL))[1] AS wrong
      FROM judged
      """;

  private final Scope scope;

  AuditLinks(Scope scope) {
    this.scope = scope;
  }

  /**
   * What the database holds as the end of the chain.
   *
   * @param last place of the last entry there is
   */
  record Head(long place, Buffer hash, long last) {}

  /**
   * What a look came to.
   *
   * @param place of the last entry seen, with its {@code hash}
   * @param broken place of the first entry that is wrong; null: none is
   */
  record Stretch(
      long entries,
      long erased,
      long place,
      Buffer hash,
      @Nullable Long broken,
      @Nullable String wrong) {}

  Future<Head> head() {
    return scope
        .run("audit chain", HEAD)
        .map(rows -> rows.iterator().next())
        .map(row -> new Head(row.getLong("place"), row.getBuffer("hash"), row.getLong("last")));
  }

  Future<Stretch> after(long place, Buffer hash, int most) {
    return scope
        .run("verify audit", STRETCH, place, hash, most)
        .map(rows -> rows.iterator().next())
        .map(row -> new Stretch(
            row.getLong("entries"),
            row.getLong("erased"),
            row.getLong("place"),
            row.getBuffer("hash"),
            row.getLong("broken"),
            row.getString("wrong")));
  }
}
