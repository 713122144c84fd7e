package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.store.AgencyStores;
import dev.frontdesk.store.AuditStore;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.IdempotencyStore;
import dev.frontdesk.store.IdempotencyStore.Given;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every write: one transaction, one writer of an owner at a time, once per Idempotency-Key, with its audit entry. */
final class Writes {
  private final Database database;

  Writes(Database database) {
    this.database = database;
  }

  /** Of the tenant in the path. */
  Future<Answer> inTenant(Request request, Function<TenantStores, Future<Change>> work) {
    return database.inTenant(
        request.tenant(),
        stores -> stores
            .oneWriter()
            .compose(alone ->
                once(request, stores.answers(), stores.audit(), () -> work.apply(stores))));
  }

  Future<Answer> inAgency(
      Request request, AgencyId agency, Function<AgencyStores, Future<Change>> work) {
    return database.inAgency(
        agency,
        stores -> stores
            .oneWriter()
            .compose(alone ->
                once(request, stores.answers(), stores.audit(), () -> work.apply(stores))));
  }

  /** What this very request was answered with; work that is more than one transaction asks before. */
  Future<Optional<Answer>> answered(Request request, AgencyId agency) {
    String name = request.idempotencyKey();
    return name == null
        ? Future.succeededFuture(Optional.empty())
        : database
            .inAgency(agency, stores -> stores.answers().find(request.who().key(), name))
            .map(given -> given.map(found -> again(request, found)));
  }

  private static Future<Answer> once(
      Request request, IdempotencyStore answers, AuditStore audit, Supplier<Future<Change>> work) {
    String name = request.idempotencyKey();
    if (name == null) {
      return done(request, audit, work);
    }
    return answers
        .find(request.who().key(), name)
        .compose(given -> given.isPresent()
            ? Future.succeededFuture(again(request, given.get()))
            : done(request, audit, work)
                .compose(answer -> answers
                    .keep(request.who().key(), name, given(request, answer))
                    .map(answer)));
  }

  private static Future<Answer> done(
      Request request, AuditStore audit, Supplier<Future<Change>> work) {
    return work.get()
        .compose(change -> audit
            .add(request.who().actor(), change.action(), change.subject(), detail(change))
            .map(change.answer()));
  }

  private static Answer again(Request request, Given given) {
    if (!given.answers(request.digest())) {
      throw new Fault(Kind.REUSED_KEY, "use a new Idempotency-Key for a new request");
    }
    String body = given.body();
    return new Answer(
        given.status(),
        body == null ? null : new Answer.Ready(body),
        null,
        given.location(),
        body != null);
  }

  private static Given given(Request request, Answer answer) {
    Object kept = answer.kept();
    return new Given(
        request.digest(),
        answer.status(),
        answer.location(),
        kept == null ? null : Wire.json(kept));
  }

  private static String detail(Change change) {
    return new JsonObject()
        .put("before", json(change.before()))
        .put("after", json(change.after()))
        .encode();
  }

  private static @Nullable JsonObject json(@Nullable Object view) {
    return view == null ? null : new JsonObject(Wire.json(view));
  }
}
