package dev.frontdesk.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frontdesk.model.Voicemail;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** How a tenant's callers leave a message on tape, and the tapes. */
public final class VoicemailStore {
  private static final String SETTINGS =
      "SELECT to_jsonb(voicemail_setting)::text AS voicemail FROM voicemail_setting WHERE {own}";
  private static final String SAVE = """
      INSERT INTO voicemail_setting (tenant_id, agency_id, enabled, open_greeting, closed_greeting, holiday_greeting, longest_s, finish_key,
        transcribed)
      SELECT id, agency_id, $2, $3, $4, $5, $6, $7, $8 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id) DO UPDATE SET enabled = excluded.enabled, open_greeting = excluded.open_greeting,
        closed_greeting = excluded.closed_greeting, holiday_greeting = excluded.holiday_greeting, longest_s = excluded.longest_s,
        finish_key = excluded.finish_key, transcribed = excluded.transcribed
      """;
  private static final String SOUND = """
      SELECT media_type, audio FROM voicemail WHERE {own} AND message_id = $2 AND audio IS NOT NULL
      """;

  private final Scope scope;

  VoicemailStore(Scope scope) {
    this.scope = scope;
  }

  /** @param type such as {@code audio/x-wav} */
  public record Sound(String type, Buffer bytes) {
    /** Nothing of what is said in it. */
    @Override
    public String toString() {
      return "Sound[" + type + "]";
    }
  }

  /** The defaults if nothing was saved. */
  public Future<Voicemail> settings() {
    return scope
        .first(
            "read voicemail settings",
            SETTINGS,
            row -> voicemail(Json.read(row.getString("voicemail"))))
        .map(found -> found.orElse(Voicemail.DEFAULTS));
  }

  public Future<Void> save(Voicemail voicemail) {
    return scope
        .run(
            "save voicemail settings",
            SAVE,
            voicemail.enabled(),
            voicemail.openGreeting(),
            voicemail.closedGreeting(),
            voicemail.holidayGreeting(),
            (int) voicemail.longest().toSeconds(),
            voicemail.finishKey(),
            voicemail.transcribed())
        .mapEmpty();
  }

  /** What was recorded of a message; empty if nothing was, or it is kept no longer. */
  public Future<Optional<Sound>> ofMessage(UUID message) {
    return scope.first("read voice message", SOUND, VoicemailStore::sound, message);
  }

  static Voicemail voicemail(JsonNode row) {
    return new Voicemail(
        row.path("enabled").asBoolean(),
        row.path("open_greeting").asText(),
        row.path("closed_greeting").asText(),
        row.path("holiday_greeting").asText(),
        Duration.ofSeconds(row.path("longest_s").asInt()),
        row.path("finish_key").asText(),
        row.path("transcribed").asBoolean());
  }

  private static Sound sound(Row row) {
    return new Sound(row.getString("media_type"), row.getBuffer("audio"));
  }
}
