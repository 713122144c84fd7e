package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said. */
public final class UtteranceStore {
  private static final String OF_CALL = """
      SELECT item, place, side, body, state, started_at FROM utterance
      WHERE {own} AND call_id = $2 ORDER BY place, started_at, item
      """;

  /** The function finds keys; what is shown is read here, behind both walls. */
  private static final String SEARCH = """
      SELECT u.call_id, u.item, u.side, u.started_at,
        ts_headline('simple', left(u.body, 20000), websearch_to_tsquery('simple', $2),
          'StartSel=⟦, StopSel=⟧, ' || CASE WHEN length(u.body) <= 200 THEN 'HighlightAll=true'
            ELSE 'MaxFragments=2, MinWords=5, MaxWords=20, FragmentDelimiter=" … "' END) AS snippet
      FROM door.utterance_search($2, $3, $4, $5, $6) found JOIN utterance u ON u.call_id = found.call AND u.item = found.item
      WHERE {own} ORDER BY u.started_at DESC, u.call_id, u.item
      """;

  private final Scope scope;

  UtteranceStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * One party's unbroken speech.
   *
   * @param item the provider's name for it
   * @param side caller or agent
   * @param state complete, interrupted, partial or failed
   */
  public record Utterance(
      String item, double place, String side, String text, String state, Instant startedAt) {}

  /**
   * An utterance that matches.
   *
   * @param snippet all of it up to 200 characters, else up to two stretches, the words that match between {@code ⟦} and {@code ⟧}; what was said, as it was said: to
   *     be escaped like any text
   */
  public record Found(CallId call, String item, String side, Instant startedAt, String snippet) {
    /** Where to go on after this one. */
    public Cursor cursor() {
      return new Cursor(startedAt, call, item);
    }
  }

  /** Where a page of found utterances ended. */
  public record Cursor(Instant startedAt, CallId call, String item) {}

  /** In the order of the conversation. */
  public Future<List<Utterance>> ofCall(CallId call) {
    return scope.list("list utterances", OF_CALL, UtteranceStore::utterance, call.value());
  }

  /**
   * Utterances in which {@code words} were said, newest first. The words as one types them into a search box: all of them, {@code
   * "in this order"}, {@code one or another}, {@code -without}; no word at all finds nothing.
   *
   * @param limit 1 to 1000
   * @param after the last one of the page before; null: from the newest
   */
  public Future<List<Found>> search(String words, int limit, @Nullable Cursor after) {
    return scope.list(
        "search utterances",
        SEARCH,
        UtteranceStore::found,
        Json.storable(words),
        limit,
        after == null ? null : after.startedAt().atOffset(UTC),
        after == null ? null : after.call().value(),
        after == null ? null : after.item());
  }

  static Utterance utterance(Row row) {
    return new Utterance(
        row.getString("item"),
        row.getDouble("place"),
        row.getString("side"),
        row.getString("body"),
        row.getString("state"),
        row.getOffsetDateTime("started_at").toInstant());
  }

  private static Found found(Row row) {
    return new Found(
        new CallId(row.getUUID("call_id")),
        row.getString("item"),
        row.getString("side"),
        row.getOffsetDateTime("started_at").toInstant(),
        row.getString("snippet"));
  }
}
