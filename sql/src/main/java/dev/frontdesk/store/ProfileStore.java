package dev.frontdesk.store;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileLanguages;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.VoiceSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The receptionist's versions: one draft is edited, published as it stands, and kept when another takes its place. */
public final class ProfileStore {
  private static final String COLUMNS = """
      SELECT id, version, state, prompt, greeting, closed_greeting, holiday_greeting, voice::text AS voice, tools, languages::text AS languages, http_tools::text AS http_tools, created_at, published_at,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('title', title, 'body', body) ORDER BY place, title), '[]')
          FROM knowledge_article WHERE profile_id = profile_version.id)::text AS knowledge
      FROM profile_version
      """;
  private static final String LIST = COLUMNS + "WHERE {own} ORDER BY version DESC";
  private static final String BY_ID = COLUMNS + "WHERE {own} AND id = $2";
  private static final String BY_STATE = COLUMNS + "WHERE {own} AND state = $2";
  private static final String INSERT = """
      INSERT INTO profile_version (tenant_id, agency_id, version, prompt, greeting, closed_greeting, voice, tools, languages, holiday_greeting)
      SELECT id, agency_id, (SELECT coalesce(max(version), 0) + 1 FROM profile_version WHERE {own}), $2, $3, $4, $5::text::jsonb, $6, $7::text::jsonb, $8
      FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id) WHERE state = 'draft' DO UPDATE SET
        prompt = excluded.prompt, greeting = excluded.greeting, closed_greeting = excluded.closed_greeting,
        voice = excluded.voice, tools = excluded.tools, languages = excluded.languages,
        holiday_greeting = excluded.holiday_greeting
      RETURNING id
      """;
  private static final String ARCHIVE =
      "UPDATE profile_version SET state = 'archived' WHERE {own} AND state = 'published' AND id <> $2";
  private static final String PUBLISH =
      "UPDATE profile_version SET state = 'published', published_at = now() WHERE {own} AND id = $2 AND state <> 'published'";
  private static final String DISCARD =
      "DELETE FROM profile_version WHERE {own} AND state = 'draft'";

  private final Scope scope;

  ProfileStore(Scope scope) {
    this.scope = scope;
  }

  /** What an editor changes; all of it is saved at once. */
  public record Draft(
      String prompt,
      String greeting,
      String closedGreeting,
      String holidayGreeting,
      VoiceSettings voice,
      Set<String> tools,
      List<KnowledgeArticle> knowledge,
      ProfileLanguages languages) {
    public Draft {
      tools = Set.copyOf(tools);
      knowledge = List.copyOf(knowledge);
    }

    /** In one language, on holidays as whenever it is closed. */
    public Draft(
        String prompt,
        String greeting,
        String closedGreeting,
        VoiceSettings voice,
        Set<String> tools,
        List<KnowledgeArticle> knowledge) {
      this(
          prompt, greeting, closedGreeting, "", voice, tools, knowledge, ProfileLanguages.DEFAULTS);
    }

    /** What calls would be answered with again. */
    public static Draft of(Profile profile) {
      return new Draft(
          profile.prompt(),
          profile.greeting(),
          profile.closedGreeting(),
          profile.holidayGreeting(),
          profile.voice(),
          profile.tools(),
          profile.knowledge(),
          profile.languages());
    }
  }

  /** Newest first. */
  public Future<List<ProfileVersion>> list() {
    return scope.list("list profiles", LIST, ProfileStore::version);
  }

  public Future<Optional<ProfileVersion>> byId(ProfileVersionId id) {
    return scope.first("find profile", BY_ID, ProfileStore::version, id.value());
  }

  public Future<Optional<ProfileVersion>> draft() {
    return scope.first("find draft", BY_STATE, ProfileStore::version, "draft");
  }

  public Future<Optional<ProfileVersion>> published() {
    return scope.first("find published profile", BY_STATE, ProfileStore::version, "published");
  }

  /** Saves the draft, which becomes the next version when there is none. */
  public Future<ProfileVersionId> saveDraft(Draft draft) {
    return scope
        .run(
            "save draft",
            INSERT,
            draft.prompt(),
            draft.greeting(),
            draft.closedGreeting(),
            VoiceJson.write(draft.voice()),
            draft.tools().stream().sorted().toArray(String[]::new),
            LanguagesJson.write(draft.languages()),
            draft.holidayGreeting())
        .map(rows -> new ProfileVersionId(rows.iterator().next().getUUID("id")))
        .compose(
            id -> new KnowledgeStore(scope).replace(id, draft.knowledge()).map(replaced -> id));
  }

  /**
   * Publishes the draft, or an archived version again; what was published is archived. Running calls keep theirs.
   *
   * @return false if there is no such version here, or it is published already
   */
  public Future<Boolean> publish(ProfileVersionId id) {
    return scope
        .first("find profile", BY_ID, ProfileStore::version, id.value())
        .compose(found -> found.isEmpty()
            ? Future.succeededFuture(false)
            : scope
                .run("archive profile", ARCHIVE, id.value())
                .compose(archived -> scope.touched("publish profile", PUBLISH, id.value())));
  }

  /** @return false if there was none */
  public Future<Boolean> discardDraft() {
    return scope.touched("discard draft", DISCARD);
  }

  private static ProfileVersion version(Row row) {
    OffsetDateTime published = row.getOffsetDateTime("published_at");
    return new ProfileVersion(
        new Profile(
            new ProfileVersionId(row.getUUID("id")),
            row.getInteger("version"),
            row.getString("prompt"),
            row.getString("greeting"),
            row.getString("closed_greeting"),
            row.getString("holiday_greeting"),
            VoiceJson.read(Json.read(row.getString("voice"))),
            Set.of(row.getArrayOfStrings("tools")),
            SettingsReader.articles(Json.read(row.getString("knowledge"))),
            SettingsReader.list(Json.read(row.getString("http_tools")), HttpToolJson::read),
            LanguagesJson.read(Json.read(row.getString("languages")))),
        ProfileVersion.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getOffsetDateTime("created_at").toInstant(),
        published == null ? null : published.toInstant());
  }
}
