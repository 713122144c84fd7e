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
