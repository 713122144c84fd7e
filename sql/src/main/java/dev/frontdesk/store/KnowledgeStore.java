package dev.frontdesk.store;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.ProfileVersionId;
import io.vertx.core.Future;
import java.util.List;

/** What a receptionist may tell callers, by profile version. */
public final class KnowledgeStore {
  private static final String LIST =
      "SELECT title, body FROM knowledge_article WHERE {own} AND profile_id = $2 ORDER BY place, title";
  private static final String DELETE =
      "DELETE FROM knowledge_article WHERE {own} AND profile_id = $2";
  private static final String INSERT = """
      INSERT INTO knowledge_article (tenant_id, agency_id, profile_id, place, title, body)
      SELECT tenant.id, agency_id, $2, article.place, article.title, article.body
      FROM tenant, unnest($3::text[], $4::text[]) WITH ORDINALITY AS article (title, body, place)
      WHERE tenant.id = $1
      """;

  /** The function finds keys; what is told is read here, behind both walls. */
  private static final String SEARCH = """
      SELECT k.title, p.body
      FROM door.knowledge_search($2, $3, $4) found
      JOIN (SELECT article_id, part, body FROM knowledge_passage WHERE {own} AND profile_id = $2) p
        ON p.article_id = found.article AND p.part = found.part
      JOIN knowledge_article k ON k.id = p.article_id
      ORDER BY found.rank
      """;

  private final Scope scope;

  KnowledgeStore(Scope scope) {
    this.scope = scope;
  }

  public Future<List<KnowledgeArticle>> list(ProfileVersionId profile) {
    return scope.list(
        "list knowledge",
        LIST,
        row -> new KnowledgeArticle(row.getString("title"), row.getString("body")),
        profile.value());
  }

  /**
   * The passages of a version that answer {@code question} best, best first: words of the title count more than words of the text,
   * rare words more than frequent ones. Diacritics and capitals make no difference. A draft has none yet.
   *
   * @param question in the language of the articles; what follows its first 300 characters is not looked at
   * @param limit 1 to 20
   * @return each with the title of its article and at most 1000 characters of its text
   */
  public Future<List<KnowledgeArticle>> search(
      ProfileVersionId version, String question, int limit) {
    return scope.list(
        "search knowledge",
        SEARCH,
        row -> new KnowledgeArticle(row.getString("title"), row.getString("body")),
        version.value(),
        Json.storable(question),
        limit);
  }

  /** Gives the draft these articles in place of all it had; fails with {@link StoreRefused} on a published version. */
  public Future<Void> replace(ProfileVersionId draft, List<KnowledgeArticle> articles) {
    return scope
        .run("remove knowledge", DELETE, draft.value())
        .compose(removed -> scope.run(
            "add knowledge",
            INSERT,
            draft.value(),
            articles.stream().map(KnowledgeArticle::title).toArray(String[]::new),
            articles.stream().map(KnowledgeArticle::body).toArray(String[]::new)))
        .mapEmpty();
  }
}
