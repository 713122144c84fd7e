package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.store.IdempotencyStore.Given;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command that names an Idempotency-Key is performed at most once. That it was begun is written down before, what became of it after;
 * between the two, and if the node is lost there, nobody can say what became of it.
 */
final class Once {
  private Once() {}

  /**
   * Notes that {@code request} is begun, unless it was before.
   *
   * @return what it was answered with then; empty: it has to be performed. Fails with NO_ANSWER if that is not known
   */
  static Future<Optional<Answer>> begin(Request request, TenantStores stores) {
    String name = request.idempotencyKey();
    if (name == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return stores
        .oneWriter()
        .compose(alone -> stores.answers().find(request.who().key(), name))
        .compose(given -> given.isPresent()
            ? Future.succeededFuture(Optional.of(again(request, given.get())))
            : stores
                .answers()
                .keep(request.who().key(), name, begun(request))
                .map(Optional.empty()));
  }

  /**
   * Notes what {@code request} is answered with.
   *
   * @param json null: the status says all
   */
  static Future<Void> answered(
      Request request, TenantStores stores, int status, @Nullable String json) {
    String name = request.idempotencyKey();
    return name == null
        ? Future.succeededFuture()
        : stores
            .answers()
            .replace(request.who().key(), name, new Given(request.digest(), status, null, json));
  }

  private static Answer again(Request request, Given given) {
    if (!given.answers(request.digest())) {
      throw new Fault(Kind.REUSED_KEY, "use a new Idempotency-Key for a new request");
    }
    String body = given.body();
    if (given.status() == Kind.CONFLICT.status) {
      throw new Fault(Kind.CONFLICT, "the call has ended");
    }
    if (body == null) {
      throw new Fault(
          Kind.NO_ANSWER, "what became of it is not known; look at the call before asking anew");
    }
    return Answer.report(new Answer.Ready(body));
  }

  private static Given begun(Request request) {
    return new Given(request.digest(), Kind.NO_ANSWER.status, null, null);
  }
}
