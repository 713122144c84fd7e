package dev.frontdesk.admin.api;

import dev.frontdesk.model.SummarySettings;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/summaries}: how calls are summed up once they are over. */
final class SummaryRoutes {
  private final Database database;
  private final Writes writes;

  SummaryRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getSummaries", this::get);
    operations.on("saveSummaries", this::save);
  }

  /** As sent; what is absent gets its default. */
  record Edited(
      @Nullable Boolean enabled,
      @Nullable String language,
      @Nullable List<String> tags) {
    Edited {
      // Checked here already, where what is wrong is the sender's fault.
      var unused = settings(enabled, language, tags);
    }

    SummarySettings settings() {
      return settings(enabled, language, tags);
    }

    private static SummarySettings settings(
        @Nullable Boolean enabled, @Nullable String language, @Nullable List<String> tags) {
      return new SummarySettings(
          enabled == null || enabled, language, tags == null ? List.of() : tags);
    }
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.summaries().settings())
        .map(Answer::ok);
  }

  private Future<Answer> save(Request request) {
    SummarySettings after = request.body(Edited.class).settings();
    return writes.inTenant(
        request,
        stores -> stores.summaries().settings().compose(before -> {
          request.mustMatch(before);
          return stores
              .summaries()
              .save(after)
              .map(saved -> Change.updated("summaries", request.tenant(), before, after));
        }));
  }
}
