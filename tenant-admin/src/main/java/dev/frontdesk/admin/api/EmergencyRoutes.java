package dev.frontdesk.admin.api;

import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/emergencies}: what happens when a caller speaks of one. */
final class EmergencyRoutes {
  private final Database database;
  private final Writes writes;

  EmergencyRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getEmergencies", this::get);
    operations.on("saveEmergencies", this::save);
  }

  /** As sent; what is absent gets its default. */
  record Edited(
      @Nullable Boolean enabled,
      @Nullable Boolean standardWords,
      @Nullable Map<String, List<String>> words,
      @Nullable Map<String, String> sentences,
      @Nullable String target) {
    Edited {
      // Checked here already, where what is wrong is the sender's fault.
      var unused = care(enabled, standardWords, words, sentences, target);
    }

    EmergencyCare care() {
      return care(enabled, standardWords, words, sentences, target);
    }

    private static EmergencyCare care(
        @Nullable Boolean enabled,
        @Nullable Boolean standardWords,
        @Nullable Map<String, List<String>> words,
        @Nullable Map<String, String> sentences,
        @Nullable String target) {
      return new EmergencyCare(
          enabled == null || enabled,
          standardWords == null || standardWords,
          words == null ? Map.of() : words,
          sentences == null ? Map.of() : sentences,
          target);
    }
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.emergency().get())
        .map(Answer::ok);
  }

  private Future<Answer> save(Request request) {
    EmergencyCare after = request.body(Edited.class).care();
    return writes.inTenant(
        request,
        stores -> stores.emergency().get().compose(before -> {
          request.mustMatch(before);
          return known("/target", stores, after)
              .compose(known -> stores.emergency().save(after))
              .map(saved -> Change.updated("emergencies", request.tenant(), before, after));
        }));
  }

  /** Fails unless the target is there, or none is wanted. */
  static Future<Void> known(String field, TenantStores stores, EmergencyCare care) {
    String key = care.target();
    return key == null
        ? Future.succeededFuture()
        : stores
            .targets()
            .byKey(key)
            .compose(found -> found.isPresent()
                ? Future.succeededFuture()
                : Future.failedFuture(Fault.invalid(field, "there is no target " + key)));
  }
}
