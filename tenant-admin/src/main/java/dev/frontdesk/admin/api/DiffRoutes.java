package dev.frontdesk.admin.api;

import dev.frontdesk.store.Database;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/profile/draft/diff}: what publishing would change. */
final class DiffRoutes {
  private final Vertx vertx;
  private final Database database;

  DiffRoutes(Vertx vertx, Database database) {
    this.vertx = vertx;
    this.database = database;
  }

  void bind(Operations operations) {
    operations.on("diffDraft", this::diff);
  }

  /** @param from empty: nothing was published yet */
  private record Sides(Optional<ProfileVersion> from, ProfileVersion to) {}

  private Future<Answer> diff(Request request) {
    return database
        .inTenant(request.tenant(), stores -> sides(request, stores))
        .compose(sides -> vertx.executeBlocking(
            () -> Answer.report(ProfileDiff.of(sides.from().orElse(null), sides.to())), false));
  }

  private static Future<Sides> sides(Request request, TenantStores stores) {
    String from = request.query("from");
    Future<Optional<ProfileVersion>> before =
        from == null ? stores.profiles().published() : version(stores, from).map(Optional::of);
    return before.compose(
        found -> version(stores, request.query("to")).map(to -> new Sides(found, to)));
  }

  private static Future<ProfileVersion> version(TenantStores stores, @Nullable String wanted) {
    return wanted == null
        ? ProfileRoutes.draft(stores)
        : ProfileRoutes.version(stores.profiles(), Integer.parseInt(wanted));
  }
}
