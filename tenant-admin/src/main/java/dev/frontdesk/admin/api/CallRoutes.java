package dev.frontdesk.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.CallRecord;
import dev.frontdesk.store.CallStore;
import dev.frontdesk.store.CallStore.Cursor;
import dev.frontdesk.store.CallStore.Filter;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.JournalRow;
import dev.frontdesk.store.MessageStore.Message;
import dev.frontdesk.store.SummaryStore.Stored;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/calls} and {@code /v1/tenants/{tenant}/calls}: what happened, as the journal tells it. */
final class CallRoutes {
  private final Database database;

  CallRoutes(Database database) {
    this.database = database;
  }

  void bind(Operations operations) {
    operations.on("listCalls", this::list);
    operations.on("listAgencyCalls", this::listOfAgency);
    operations.on("listOwnCalls", this::listOwn);
    operations.on("getCall", this::get);
    operations.on(
        "getTranscript",
        request -> all(request, stores -> stores.utterances().ofCall(call(request)), each -> each));
    operations.on(
        "getTimeline",
        request -> all(
            request,
            stores -> stores.facts().timeline(call(request)),
            row -> FactView.of(row, request.who().role())));
    operations.on("getWaterfall", this::waterfall);
    operations.on(
        "listCallMessages",
        request -> all(
            request, stores -> stores.messages().ofCall(call(request)), (Message each) -> each));
  }

  /** @param data as it was written */
  private record FactView(int epoch, int seq, Instant at, String kind, Object data) {
    static FactView of(JournalRow row, Role asker) {
      return new FactView(
          row.epoch(),
          row.seq(),
          row.at(),
          row.kind(),
          Prices.fact(Wire.read(row.json().getBytes(UTF_8), Object.class), asker));
    }
  }

  private Future<Answer> list(Request request) {
    return database
        .inTenant(request.tenant(), stores -> page(request, stores.calls()))
        .map(found -> shown(request, found));
  }

  private Future<Answer> listOfAgency(Request request) {
    return database
        .inAgency(request.agency(), stores -> page(request, stores.calls()))
        .map(found -> shown(request, found));
  }

  /** Of whoever asks: a tenant's key sees the tenant's, an agency's all its tenants'. */
  private Future<Answer> listOwn(Request request) {
    TenantId tenant = request.who().tenant();
    AgencyId agency = request.who().agency();
    Future<List<CallRecord>> found = tenant != null
        ? database.inTenant(tenant, stores -> page(request, stores.calls()))
        : database.inAgency(
            Objects.requireNonNull(agency), stores -> page(request, stores.calls()));
    return found.map(calls -> shown(request, calls));
  }

  private static Future<List<CallRecord>> page(Request request, CallStore calls) {
    String state = request.query("state");
    Boolean live = state == null ? null : (Boolean) state.equals("live");
    var filter = new Filter(live, request.moment("from"), request.moment("to"));
    return calls.page(filter, request.after(CallRoutes::cursor), request.limit() + 1);
  }

  private static Answer shown(Request request, List<CallRecord> found) {
    return request.page(
        found,
        call -> call.receivedAt() + " " + call.id(),
        call -> Prices.call(call, request.who().role()));
  }

  private <T> Future<Answer> all(
      Request request, Function<TenantStores, Future<List<T>>> parts, Function<T, ?> view) {
    return database.inTenant(
        request.tenant(),
        stores -> found(stores, request)
            .compose(call -> parts.apply(stores))
            .map(found ->
                Answer.report(new Answer.Page<>(found.stream().map(view).toList(), null))));
  }

  private Future<Answer> get(Request request) {
    return database.inTenant(
        request.tenant(),
        stores -> found(stores, request)
            .compose(call -> summary(stores, request, call.id())
                .map(summary -> Answer.ok(
                    OneCall.of(call, summary.orElse(null), request.who().role())))));
  }

  /** It tells what was said, which who only steers calls does not see. */
  private static Future<Optional<Stored>> summary(
      TenantStores stores, Request request, CallId call) {
    return request.who().role() == Role.CONTROL
        ? Future.succeededFuture(Optional.empty())
        : stores.summaries().ofCall(call);
  }

  private Future<Answer> waterfall(Request request) {
    return database.inTenant(
        request.tenant(),
        stores -> found(stores, request)
            .compose(call -> stores
                .facts()
                .latencies(call.id())
                .map(facts -> Answer.report(Waterfall.of(call.receivedAt(), facts)))));
  }

  private static Future<CallRecord> found(TenantStores stores, Request request) {
    return stores
        .calls()
        .byId(call(request))
        .map(found -> found.orElseThrow(Fault.missing("call")));
  }

  private static CallId call(Request request) {
    return new CallId(request.uuid("call"));
  }

  private static @Nullable Cursor cursor(String text) {
    String[] parts = text.split(" ", 2);
    return new Cursor(Instant.parse(parts[0]), CallId.of(parts[1]));
  }
}
