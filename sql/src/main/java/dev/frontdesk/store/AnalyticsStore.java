package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures over the calls of a tenant or an agency, received in a stretch of time. */
public final class AnalyticsStore {
  /** The database itself stops what takes longer: nobody waits for it any more. */
  private static final String BOUND =
      "SELECT set_config('statement_timeout', '4s', true) WHERE $1::uuid IS NOT NULL";

  private static final String RECEIVED =
      "FROM call WHERE {own} AND received_at >= $2 AND received_at < $3";
  private static final String OF_THESE = "WHERE {own} AND call_id IN (SELECT id " + RECEIVED + ")";

  private static final String TOTALS = """
      SELECT count(*) AS calls, count(answered_at) AS answered, count(*) FILTER (WHERE ended_at IS NULL) AS live,
        avg(lasted)::float8 AS average_s, percentile_cont(0.5) WITHIN GROUP (ORDER BY lasted) AS median_s,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY lasted) AS p95_s, coalesce(sum(cost_micros), 0)::bigint AS cost_micros
      FROM (SELECT *, extract(epoch FROM ended_at - answered_at)::float8 AS lasted
      """ + RECEIVED + ") c";
  private static final String OUTCOMES = "SELECT outcome, count(*) AS calls " + RECEIVED
      + " AND outcome IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1";

  /** No zone's clock differs from UTC by anything but quarters of an hour. */
  private static final String QUARTERS =
      "SELECT date_bin('15 minutes', received_at, 'epoch') AS at, count(*) AS calls, count(answered_at) AS answered "
          + RECEIVED + " GROUP BY 1 ORDER BY 1";

  private static final String TRANSFERS =
      "SELECT coalesce(outcome, '') AS outcome, count(*) AS attempts FROM transfer_attempt "
          + OF_THESE + " GROUP BY 1";
  private static final String CHARGED =
      "SELECT coalesce(ceil(sum(charged_micros)), 0)::bigint AS micros FROM call_usage " + OF_THESE;
  private static final String MESSAGES =
      "SELECT count(*) AS messages FROM message WHERE {own} AND taken_at >= $2 AND taken_at < $3";
  private static final String WORDS =
      "SELECT word, utterances FROM door.callers_words($2, $3, $4) WHERE $1::uuid IS NOT NULL";
  private static final int TOP = 20;

  private final Scope scope;

  AnalyticsStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * @param live that have not ended
   * @param averageSeconds from answer to end, of calls that had both; null: there is none
   * @param costMicros what the provider charged
   */
  public record Totals(
      long calls,
      long answered,
      long live,
      @Nullable Double averageSeconds,
      @Nullable Double medianSeconds,
      @Nullable Double p95Seconds,
      long costMicros) {}

  /** How often something came out. */
  public record Count(String what, long times) {}

  /** Calls received in the quarter of an hour from {@code at}. */
  public record Quarter(Instant at, long calls, long answered) {}

  /**
   * @param outcomes of ended calls, the most frequent first
   * @param quarters those with calls, by time
   * @param transfers attempts by what was seen of them, empty: nothing yet
   * @param chargedMicros the price with the agency's mark-up
   * @param words that callers used most, by utterances that have them
   */
  public record Analytics(
      Totals totals,
      List<Count> outcomes,
      List<Quarter> quarters,
      List<Count> transfers,
      long messages,
      long chargedMicros,
      List<Count> words) {}

  /** @return fails with {@link StoreUnavailable} if one of the figures takes longer than 4 s */
  public Future<Analytics> between(Instant from, Instant to) {
    OffsetDateTime first = from.atOffset(UTC);
    OffsetDateTime end = to.atOffset(UTC);
    var bound = scope.run("bound analytics", BOUND);
    var totals = scope.first("total", TOTALS, AnalyticsStore::totals, first, end);
    var outcomes = scope.list("count outcomes", OUTCOMES, AnalyticsStore::count, first, end);
    var quarters = scope.list("count by time", QUARTERS, AnalyticsStore::quarter, first, end);
    var transfers = scope.list("count transfers", TRANSFERS, AnalyticsStore::count, first, end);
    var messages = scope.first("count messages", MESSAGES, row -> row.getLong(0), first, end);
    var charged = scope.first("sum up", CHARGED, row -> row.getLong(0), first, end);
    var words = scope.list("count words", WORDS, AnalyticsStore::count, first, end, TOP);
    return Future.all(
            List.of(bound, totals, outcomes, quarters, transfers, messages, charged, words))
        .map(done -> new Analytics(
            totals.result().orElseThrow(),
            outcomes.result(),
            quarters.result(),
            transfers.result(),
            messages.result().orElseThrow(),
            charged.result().orElseThrow(),
            words.result()));
  }

  private static Totals totals(Row row) {
    return new Totals(
        row.getLong("calls"),
        row.getLong("answered"),
        row.getLong("live"),
        row.getDouble("average_s"),
        row.getDouble("median_s"),
        row.getDouble("p95_s"),
        row.getLong("cost_micros"));
  }

  private static Count count(Row row) {
    return new Count(row.getString(0), row.getLong(1));
  }

  private static Quarter quarter(Row row) {
    return new Quarter(
        row.getOffsetDateTime("at").toInstant(), row.getLong("calls"), row.getLong("answered"));
  }
}
