package dev.frontdesk.admin.api;

import dev.frontdesk.model.CallId;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.HoldStore.Hold;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** {@code …/calls/{call}/hold}: kept as evidence. */
final class HoldRoutes {
  private static final String WHAT = "call.hold";
  private static final Supplier<Fault> NOT_HELD = Fault.missing("hold");

  private final Database database;
  private final Writes writes;

  HoldRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("getHold", this::get);
    operations.on("holdCall", this::hold);
    operations.on("releaseCall", this::release);
  }

  private record Edited(String reason) {}

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.holds().find(call(request)))
        .map(found -> Answer.ok(found.orElseThrow(NOT_HELD)));
  }

  private Future<Answer> hold(Request request) {
    String reason = request.body(Edited.class).reason();
    return writes.inTenant(
        request,
        stores -> stores.holds().find(call(request)).compose(before -> {
          before.ifPresent(request::mustMatch);
          return stores
              .holds()
              .hold(call(request), reason)
              .map(held -> held.orElseThrow(Fault.missing("call")))
              .map(held -> Change.updated(WHAT, call(request), before.orElse(null), held));
        }));
  }

  private Future<Answer> release(Request request) {
    return writes.inTenant(
        request,
        stores -> stores.holds().find(call(request)).compose(found -> {
          Hold before = found.orElseThrow(NOT_HELD);
          request.mustMatch(before);
          return stores
              .holds()
              .release(call(request))
              .map(released -> Change.deleted(WHAT, call(request), before));
        }));
  }

  private static CallId call(Request request) {
    return new CallId(request.uuid("call"));
  }
}
