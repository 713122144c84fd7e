package dev.frontdesk.store;

import dev.frontdesk.store.ProfileStore.Draft;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Profiles that an agency keeps to write them into the drafts of its tenants. */
public final class TemplateStore {
  private static final String COLUMNS = """
      SELECT name, prompt, greeting, closed_greeting, holiday_greeting, voice::text AS voice, tools, knowledge::text AS knowledge,
        languages::text AS languages
      FROM profile_template WHERE {own}
      """;
  private static final String LIST = COLUMNS + " ORDER BY name";
  private static final String BY_NAME = COLUMNS + " AND name = $2";
  private static final String SAVE = """
      INSERT INTO profile_template (agency_id, name, prompt, greeting, closed_greeting, voice, tools, knowledge, languages, holiday_greeting)
      VALUES ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8::text::jsonb, $9::text::jsonb, $10)
      ON CONFLICT (agency_id, name) DO UPDATE SET
        prompt = excluded.prompt, greeting = excluded.greeting, closed_greeting = excluded.closed_greeting,
        voice = excluded.voice, tools = excluded.tools, knowledge = excluded.knowledge,
        languages = excluded.languages, holiday_greeting = excluded.holiday_greeting
      """;
  private static final String DELETE = "DELETE FROM profile_template WHERE {own} AND name = $2";

  private final Scope scope;

  TemplateStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * One template.
   *
   * @param name unique within the agency: lower case letters, digits and {@code -}
   * @param content a draft that may have placeholders
   */
  public record Template(String name, Draft content) {}

  public Future<List<Template>> list() {
    return scope.list("list templates", LIST, TemplateStore::template);
  }

  public Future<Optional<Template>> byName(String name) {
    return scope.first("find template", BY_NAME, TemplateStore::template, name);
  }

  /** Changes a template, or adds it. */
  public Future<Void> save(Template template) {
    Draft content = template.content();
    return scope
        .run(
            "save template",
            SAVE,
            template.name(),
            content.prompt(),
            content.greeting(),
            content.closedGreeting(),
            VoiceJson.write(content.voice()),
            content.tools().stream().sorted().toArray(String[]::new),
            Json.write(content.knowledge()),
            LanguagesJson.write(content.languages()),
            content.holidayGreeting())
        .mapEmpty();
  }

  /** @return false if there was none */
  public Future<Boolean> delete(String name) {
    return scope.touched("delete template", DELETE, name);
  }

  private static Template template(Row row) {
    return new Template(
        row.getString("name"),
        new Draft(
            row.getString("prompt"),
            row.getString("greeting"),
            row.getString("closed_greeting"),
            row.getString("holiday_greeting"),
            VoiceJson.read(Json.read(row.getString("voice"))),
            Set.of(row.getArrayOfStrings("tools")),
            SettingsReader.articles(Json.read(row.getString("knowledge"))),
            LanguagesJson.read(Json.read(row.getString("languages")))));
  }
}
