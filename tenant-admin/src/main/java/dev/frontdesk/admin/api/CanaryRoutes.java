package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.store.CanaryStore.Running;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.ProfileVersion;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/profile/canary}: a share of the calls is answered with another version, until one is published. */
final class CanaryRoutes {
  private static final String WHAT = "canary";

  private final Database database;
  private final Writes writes;

  CanaryRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getCanary", this::get);
    operations.on("saveCanary", this::save);
    operations.on("endCanary", this::end);
  }

  private record Wanted(@Nullable Integer version, int percent) {}

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.canary().find())
        .map(found -> Answer.ok(found.orElseThrow(Fault.missing(WHAT))));
  }

  private Future<Answer> save(Request request) {
    var wanted = request.body(Wanted.class);
    return writes.inTenant(
        request,
        stores -> stores.canary().find().compose(before -> {
          request.mustMatch(before);
          return besidePublished(stores)
              .compose(published -> tried(stores, wanted.version()))
              .compose(version -> stores.canary().save(version.profile().id(), wanted.percent()))
              .compose(saved -> stores.canary().find())
              .map(after -> updated(request, before, after.orElseThrow()));
        }));
  }

  private Future<Answer> end(Request request) {
    return writes.inTenant(
        request,
        stores -> stores.canary().find().compose(found -> {
          Running before = found.orElseThrow(Fault.missing(WHAT));
          request.mustMatch(before);
          return stores.canary().end().map(ended -> Change.deleted(WHAT, request.tenant(), before));
        }));
  }

  private static Change updated(Request request, Optional<Running> before, Running after) {
    return Change.updated(WHAT, request.tenant(), before.orElse(null), after);
  }

  private static Future<Void> besidePublished(TenantStores stores) {
    return stores.profiles().published().map(published -> {
      if (published.isEmpty()) {
        throw new Fault(Kind.CONFLICT, "nothing is published that the other calls could get");
      }
      return null;
    });
  }

  private static Future<ProfileVersion> tried(TenantStores stores, @Nullable Integer wanted) {
    return wanted == null
        ? ProfileRoutes.draft(stores)
        : ProfileRoutes.version(stores.profiles(), wanted).map(CanaryRoutes::notPublished);
  }

  private static ProfileVersion notPublished(ProfileVersion version) {
    if (version.state() == ProfileVersion.State.PUBLISHED) {
      throw new Fault(Kind.CONFLICT, "all calls are answered with this version");
    }
    return version;
  }
}
