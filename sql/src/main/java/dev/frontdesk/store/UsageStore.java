package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.YearMonth;
import java.util.List;

/** The ledger: what was consumed and what it cost, by model; written by the journal only. */
public final class UsageStore {
  private static final String AMOUNTS = """
      kind, model, uses, text_in, text_cached_in, audio_in, audio_cached_in, text_out, audio_out, transcription_s, cost_micros,
        ceil(charged_micros)::bigint AS charged_micros, unpriced
      """;
  private static final String BY_MONTH = "SELECT tenant_id, month, " + AMOUNTS + """
      FROM month_usage WHERE {own} AND month BETWEEN $2 AND $3 ORDER BY month, tenant_id, kind, model
      """;
  private static final String OF_CALL = "SELECT " + AMOUNTS + """
      FROM call_usage WHERE {own} AND call_id = $2 ORDER BY kind, model
      """;

  private final Scope scope;

  UsageStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * What one model consumed in one way. Cached tokens are counted within the input tokens as well.
   *
   * @param kind response or transcription
   * @param uses how many responses or transcriptions
   * @param costMicros by the dated price table, micro-dollars
   * @param chargedMicros cost with the agency's mark-up of the moment of each use, rounded up
   * @param unpriced how many of {@code uses} are missing in the cost, because their model has no price
   */
  public record Amounts(
      String kind,
      String model,
      long uses,
      long textIn,
      long textCachedIn,
      long audioIn,
      long audioCachedIn,
      long textOut,
      long audioOut,
      double transcriptionSeconds,
      long costMicros,
      long chargedMicros,
      long unpriced) {}

  /**
   * One line of the ledger.
   *
   * @param month of the tenant's own calendar
   */
  public record Line(TenantId tenant, YearMonth month, Amounts amounts) {}

  /** Lines of the tenant, or of every tenant of the agency, by month, then tenant; both months are meant too. */
  public Future<List<Line>> byMonth(YearMonth from, YearMonth to) {
    return scope.list("usage by month", BY_MONTH, UsageStore::line, from.atDay(1), to.atDay(1));
  }

  public Future<List<Amounts>> ofCall(CallId call) {
    return scope.list("usage of call", OF_CALL, UsageStore::amounts, call.value());
  }

  private static Line line(Row row) {
    return new Line(
        new TenantId(row.getUUID("tenant_id")),
        YearMonth.from(row.getLocalDate("month")),
        amounts(row));
  }

  private static Amounts amounts(Row row) {
    return new Amounts(
        row.getString("kind"),
        row.getString("model"),
        row.getLong("uses"),
        row.getLong("text_in"),
        row.getLong("text_cached_in"),
        row.getLong("audio_in"),
        row.getLong("audio_cached_in"),
        row.getLong("text_out"),
        row.getLong("audio_out"),
        row.getDouble("transcription_s"),
        row.getLong("cost_micros"),
        row.getLong("charged_micros"),
        row.getLong("unpriced"));
  }
}
