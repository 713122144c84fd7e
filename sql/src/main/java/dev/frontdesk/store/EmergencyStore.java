package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.EmergencyCare;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a tenant wants done when a caller speaks of an emergency. */
public final class EmergencyStore {
  private static final String GET =
      "SELECT to_jsonb(emergency)::text AS emergency FROM emergency WHERE {own}";
  private static final String SAVE = """
      INSERT INTO emergency (tenant_id, agency_id, enabled, standard_words, words, sentences, target)
      SELECT id, agency_id, $2, $3, $4::text::jsonb, $5::text::jsonb, $6 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id) DO UPDATE SET enabled = excluded.enabled, standard_words = excluded.standard_words,
        words = excluded.words, sentences = excluded.sentences, target = excluded.target
      """;

  private final Scope scope;

  EmergencyStore(Scope scope) {
    this.scope = scope;
  }

  /** The defaults if nothing was saved. */
  public Future<EmergencyCare> get() {
    return scope
        .first("read emergency care", GET, row -> care(Json.read(row.getString("emergency"))))
        .map(found -> found.orElse(EmergencyCare.DEFAULTS));
  }

  /** Fails with {@link StoreRefused} if there is no such target. */
  public Future<Void> save(EmergencyCare care) {
    return scope
        .run(
            "save emergency care",
            SAVE,
            care.enabled(),
            care.standardWords(),
            Json.write(care.words()),
            Json.write(care.sentences()),
            care.target())
        .mapEmpty();
  }

  static EmergencyCare care(JsonNode row) {
    Map<String, List<String>> words = new HashMap<>();
    row.path("words")
        .properties()
        .forEach(each ->
            words.put(each.getKey(), SettingsReader.list(each.getValue(), JsonNode::asText)));
    Map<String, String> sentences = new HashMap<>();
    row.path("sentences")
        .properties()
        .forEach(each -> sentences.put(each.getKey(), each.getValue().asText()));
    return new EmergencyCare(
        row.path("enabled").asBoolean(),
        row.path("standard_words").asBoolean(),
        words,
        sentences,
        row.path("target").textValue());
  }
}
