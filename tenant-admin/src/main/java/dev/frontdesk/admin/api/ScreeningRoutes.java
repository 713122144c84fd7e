package dev.frontdesk.admin.api;

import dev.frontdesk.model.Screening;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/screening}: what callers meet of whom the network tells too little, or who call too often. */
final class ScreeningRoutes {
  private final Database database;
  private final Writes writes;

  ScreeningRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getScreening", this::get);
    operations.on("saveScreening", this::save);
  }

  /** As sent; what is absent gets its default. */
  record Edited(
      Screening.@Nullable OnAnonymous whenAnonymous,
      Screening.@Nullable OnDoubt whenForged,
      Screening.@Nullable OnDoubt whenUnverified,
      @Nullable Integer callsPerHour) {
    Screening screening() {
      Screening fresh = Screening.DEFAULTS;
      return new Screening(
          whenAnonymous == null ? fresh.whenAnonymous() : whenAnonymous,
          whenForged == null ? fresh.whenForged() : whenForged,
          whenUnverified == null ? fresh.whenUnverified() : whenUnverified,
          callsPerHour);
    }
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.screening().get())
        .map(Answer::ok);
  }

  private Future<Answer> save(Request request) {
    Screening after = request.body(Edited.class).screening();
    return writes.inTenant(
        request,
        stores -> stores.screening().get().compose(before -> {
          request.mustMatch(before);
          return stores
              .screening()
              .save(after)
              .map(saved -> Change.updated("screening", request.tenant(), before, after));
        }));
  }
}
