package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.CallSummary;
import dev.frontdesk.model.CallSummary.Sentiment;
import dev.frontdesk.model.SummarySettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was made of a tenant's calls after they ended, and how it wants that done. */
public final class SummaryStore {
  private static final String SETTINGS =
      "SELECT enabled, language, tags FROM summary_setting WHERE {own}";
  private static final String SAVE = """
      INSERT INTO summary_setting (tenant_id, agency_id, enabled, language, tags)
      SELECT id, agency_id, $2, $3, $4 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id) DO UPDATE SET enabled = excluded.enabled, language = excluded.language, tags = excluded.tags
      """;
  private static final String OF_CALL = """
      SELECT body, sentiment, tags, follow_ups, model, summarised_at FROM call_summary WHERE {own} AND call_id = $2
      """;

  private final Scope scope;

  SummaryStore(Scope scope) {
    this.scope = scope;
  }

  /** A summary, and since when it is there. */
  public record Stored(CallSummary summary, Instant at) {}

  /** The defaults if nothing was saved. */
  public Future<SummarySettings> settings() {
    return scope
        .first("read summary settings", SETTINGS, SummaryStore::settings)
        .map(found -> found.orElse(SummarySettings.DEFAULTS));
  }

  public Future<Void> save(SummarySettings settings) {
    return scope
        .run(
            "save summary settings",
            SAVE,
            settings.enabled(),
            settings.language(),
            settings.tags().toArray(String[]::new))
        .mapEmpty();
  }

  /** Empty: the call goes on, nobody came to it yet, or what was said in it is gone. */
  public Future<Optional<Stored>> ofCall(CallId call) {
    return scope.first("read summary", OF_CALL, SummaryStore::stored, call.value());
  }

  private static SummarySettings settings(Row row) {
    return new SummarySettings(
        row.getBoolean("enabled"),
        row.getString("language"),
        List.of(row.getArrayOfStrings("tags")));
  }

  private static Stored stored(Row row) {
    var summary = new CallSummary(
        row.getString("body"),
        Sentiment.valueOf(row.getString("sentiment").toUpperCase(Locale.ROOT)),
        List.of(row.getArrayOfStrings("tags")),
        List.of(row.getArrayOfStrings("follow_ups")),
        row.getString("model"));
    return new Stored(summary, row.getOffsetDateTime("summarised_at").toInstant());
  }
}
