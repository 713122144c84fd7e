package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.Screening;
import dev.frontdesk.model.Screening.OnAnonymous;
import dev.frontdesk.model.Screening.OnDoubt;
import io.vertx.core.Future;

/** How a tenant wants doubtful callers treated. */
public final class ScreeningStore {
  private static final String GET =
      "SELECT to_jsonb(screening)::text AS screening FROM screening WHERE {own}";
  private static final String SAVE = """
      INSERT INTO screening (tenant_id, agency_id, when_anonymous, when_forged, when_unverified, calls_per_hour)
      SELECT id, agency_id, $2, $3, $4, $5 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id) DO UPDATE SET when_anonymous = excluded.when_anonymous, when_forged = excluded.when_forged,
        when_unverified = excluded.when_unverified, calls_per_hour = excluded.calls_per_hour
      """;

  private final Scope scope;

  ScreeningStore(Scope scope) {
    this.scope = scope;
  }

  /** The defaults if nothing was saved. */
  public Future<Screening> get() {
    return scope
        .first("read screening", GET, row -> screening(Json.read(row.getString("screening"))))
        .map(found -> found.orElse(Screening.DEFAULTS));
  }

  public Future<Void> save(Screening screening) {
    return scope
        .run(
            "save screening",
            SAVE,
            screening.whenAnonymous().name(),
            screening.whenForged().name(),
            screening.whenUnverified().name(),
            screening.callsPerHour())
        .mapEmpty();
  }

  static Screening screening(JsonNode row) {
    JsonNode calls = row.path("calls_per_hour");
    return new Screening(
        OnAnonymous.valueOf(row.path("when_anonymous").asText()),
        OnDoubt.valueOf(row.path("when_forged").asText()),
        OnDoubt.valueOf(row.path("when_unverified").asText()),
        calls.isNumber() ? calls.asInt() : null);
  }
}
