package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.Texting;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** To whom a tenant's receptionist may send text messages. */
public final class TextingStore {
  private static final String SETTINGS =
      "SELECT to_jsonb(texting)::text AS texting FROM texting WHERE {own}";
  private static final String SAVE = """
      INSERT INTO texting (tenant_id, agency_id, countries, per_number, per_day)
      SELECT id, agency_id, $2, $3, $4 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id) DO UPDATE SET countries = excluded.countries, per_number = excluded.per_number, per_day = excluded.per_day
      """;

  private final Scope scope;

  TextingStore(Scope scope) {
    this.scope = scope;
  }

  /** The defaults if nothing was saved. */
  public Future<Texting> settings() {
    return scope
        .first("read texting", SETTINGS, row -> texting(Json.read(row.getString("texting"))))
        .map(found -> found.orElse(Texting.DEFAULTS));
  }

  public Future<Void> save(Texting texting) {
    return scope
        .run(
            "save texting",
            SAVE,
            texting.countries().toArray(String[]::new),
            texting.perNumber(),
            texting.perDay())
        .mapEmpty();
  }

  static Texting texting(JsonNode row) {
    List<String> countries = new ArrayList<>();
    row.path("countries").forEach(each -> countries.add(each.asText()));
    return new Texting(
        countries, row.path("per_number").asInt(), row.path("per_day").asInt());
  }
}
