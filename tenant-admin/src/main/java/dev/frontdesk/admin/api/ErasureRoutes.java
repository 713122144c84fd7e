package dev.frontdesk.admin.api;

import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.ErasureStore;
import dev.frontdesk.store.ErasureStore.Certificate;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/erasures}: callers who asked to be forgotten. Certificates do not name them. */
final class ErasureRoutes {
  private final Database database;
  private final Writes writes;

  ErasureRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("eraseCaller", this::erase);
    operations.on("listErasures", this::list);
    operations.on("getErasure", this::get);
  }

  private record Asked(PhoneNumber number) {}

  private record Shown(
      UUID id,
      String askedBy,
      Instant askedAt,
      @Nullable Instant finishedAt,
      Map<String, Long> erased) {
    static Shown of(Certificate certificate) {
      return new Shown(
          certificate.id(),
          certificate.askedBy(),
          certificate.askedAt(),
          certificate.finishedAt(),
          certificate.counts());
    }
  }

  /** Erased in transactions of its own, many perhaps; this one keeps who asked, and the answer. */
  private Future<Answer> erase(Request request) {
    PhoneNumber number = request.body(Asked.class).number();
    return writes.inTenant(
        request,
        stores -> database
            .erasures()
            .erase(request.tenant(), number, request.who().actor())
            .map(Shown::of)
            .map(shown -> Change.created(
                "erasure", shown.id(), shown, Answer.created(request.under(shown.id()), shown))));
  }

  private Future<Answer> list(Request request) {
    UUID after = request.after(UUID::fromString);
    return database.inTenant(
        request.tenant(),
        stores -> last(stores.erasures(), after)
            .compose(last -> stores.erasures().page(last.orElse(null), request.limit() + 1))
            .map(found -> page(request, found)));
  }

  private static Future<Optional<Certificate>> last(ErasureStore erasures, @Nullable UUID after) {
    return after == null
        ? Future.succeededFuture(Optional.empty())
        : erasures.byId(after).map(found -> {
          if (found.isEmpty()) {
            throw Fault.invalid("after", "must be the next of the page before");
          }
          return found;
        });
  }

  private static Answer page(Request request, List<Certificate> found) {
    return request.page(found, each -> each.id().toString(), Shown::of);
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.erasures().byId(request.uuid("erasure")))
        .map(found -> Answer.ok(Shown.of(found.orElseThrow(Fault.missing("erasure")))));
  }
}
