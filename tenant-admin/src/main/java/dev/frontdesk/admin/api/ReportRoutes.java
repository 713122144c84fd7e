package dev.frontdesk.admin.api;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.UtteranceStore.Cursor;
import dev.frontdesk.store.UtteranceStore.Found;
import io.vertx.core.Future;
import java.time.Instant;

/** {@code …/search}: what was said. */
final class ReportRoutes {
  private final Database database;

  ReportRoutes(Database database) {
    this.database = database;
  }

  void bind(Operations operations) {
    operations.on("searchTranscripts", this::search);
  }

  private Future<Answer> search(Request request) {
    String words = String.valueOf(request.query("words"));
    Cursor after = request.after(ReportRoutes::cursor);
    return database
        .inTenant(
            request.tenant(),
            stores -> stores.utterances().search(words, request.limit() + 1, after))
        .map(found -> request.page(
            found,
            each -> each.startedAt() + " " + each.call() + " " + each.item(),
            (Found each) -> each));
  }

  private static Cursor cursor(String text) {
    String[] parts = text.split(" ", 3);
    return new Cursor(Instant.parse(parts[0]), CallId.of(parts[1]), parts[2]);
  }
}
