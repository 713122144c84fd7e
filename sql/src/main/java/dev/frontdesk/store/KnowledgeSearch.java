package dev.frontdesk.store;

import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import java.util.List;

/** The knowledge of all tenants as calls ask for it: of the version a call was answered with, whatever was published since. */
public final class KnowledgeSearch {
  private final Database database;

  KnowledgeSearch(Database database) {
    this.database = database;
  }

  /** As {@link KnowledgeStore#search}; fails with {@link StoreUnavailable} while the database is away. */
  public Future<List<KnowledgeArticle>> find(
      TenantId tenant, ProfileVersionId version, String question, int limit) {
    return database.inTenant(tenant, stores -> stores.knowledge().search(version, question, limit));
  }
}
