package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.EndpointTestAsked;
import dev.frontdesk.bus.BusMessage.EndpointTested;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.store.AuditStore;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EndpointStore;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code …/endpoints/{endpoint}/tests}: whether a provider can be used, asked by a node that answers calls. That it was asked is in the audit. */
final class EndpointTestRoutes {
  /** Longer than that node waits for the provider. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(9);

  private final Database database;
  private final Bus bus;

  EndpointTestRoutes(Database database, Bus bus) {
    this.database = database;
    this.bus = bus;
  }

  void bind(Operations operations) {
    operations.on("testAgencyEndpoint", this::ofAgency);
    operations.on("testTenantEndpoint", this::ofTenant);
  }

  /**
   * What came of it.
   *
   * @param reason absent if it works
   * @param detail the reason as a sentence
   */
  private record Tested(
      boolean ok, @Nullable String reason, @Nullable String detail, long ms) {}

  private Future<Answer> ofAgency(Request request) {
    return database
        .inAgency(
            request.agency(),
            stores -> stores
                .endpoints()
                .byId(endpoint(request))
                // What is a tenant's own is not found through its agency.
                .map(found -> found.filter(view -> view.tenant() == null))
                .map(found -> found.orElseThrow(Fault.missing("endpoint")))
                .compose(view -> noted(request, view, stores.audit())))
        .compose(this::tested);
  }

  private Future<Answer> ofTenant(Request request) {
    return database
        .inTenant(
            request.tenant(),
            stores -> stores
                .endpoints()
                .byId(endpoint(request))
                .map(found -> found.orElseThrow(Fault.missing("endpoint")))
                .compose(view -> noted(request, view, stores.audit())))
        .compose(this::tested);
  }

  private static EndpointId endpoint(Request request) {
    return new EndpointId(request.uuid("endpoint"));
  }

  private static Future<EndpointId> noted(
      Request request, EndpointStore.View view, AuditStore audit) {
    return audit
        .add(request.who().actor(), "endpoint.test", view.id().toString(), "{}")
        .map(view.id());
  }

  private Future<Answer> tested(EndpointId endpoint) {
    return bus.ask(
            Address.ENDPOINT_TEST,
            new EndpointTestAsked(endpoint),
            EndpointTested.class,
            ANSWERED_WITHIN)
        .recover(cause -> Future.failedFuture(named(cause)))
        .map(EndpointTestRoutes::shown)
        .map(Answer::report);
  }

  private static Tested shown(EndpointTested tested) {
    boolean works = tested.finding() == EndpointTested.Finding.WORKS;
    String reason = tested.finding().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Tested(
        works, works ? null : reason, works ? null : tested.reason(), tested.millis());
  }

  private static Throwable named(Throwable cause) {
    if (!(cause instanceof ReplyException failed)) {
      return cause;
    }
    return failed.failureType() == ReplyFailure.RECIPIENT_FAILURE
        ? new Fault(Kind.UNAVAILABLE, "the node that was asked cannot test it just now")
        : new Fault(
            Kind.NO_ACCEPTANCE, "ask again; calls are not answered either until one is back");
  }
}
