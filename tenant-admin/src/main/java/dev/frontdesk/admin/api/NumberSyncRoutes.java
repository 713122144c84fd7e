package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CarrierNumber;
import dev.frontdesk.bus.BusMessage.NumbersAsked;
import dev.frontdesk.bus.BusMessage.NumbersTold;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EndpointStore;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code …/endpoints/{endpoint}/number-syncs}: a business gets the numbers of a carrier account. None is taken from anybody, none removed. */
final class NumberSyncRoutes {
  /** An account may have many pages of them. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(50);

  private static final String CARRIER = "twilio";

  private final Database database;
  private final Writes writes;
  private final Bus bus;

  NumberSyncRoutes(Database database, Writes writes, Bus bus) {
    this.database = database;
    this.writes = writes;
    this.bus = bus;
  }

  void bind(Operations operations) {
    operations.on("syncNumbers", this::sync);
  }

  /** @param numbers none: all of the account */
  private record Edited(@Nullable Boolean dryRun, @Nullable List<PhoneNumber> numbers) {
    boolean names() {
      return numbers != null && !numbers.isEmpty();
    }

    List<PhoneNumber> named() {
      return numbers == null ? List.of() : numbers;
    }
  }

  /** What became of one number, or would. */
  private enum Action {
    ADDED,
    KEPT,
    MOVED,
    TAKEN,
    ABSENT
  }

  private record Row(PhoneNumber number, String label, String action) {
    static Row of(CarrierNumber number, Action action) {
      return new Row(number.number(), number.label(), word(action));
    }

    static String word(Action action) {
      return action.name().toLowerCase(Locale.ROOT);
    }
  }

  private record Synced(boolean dryRun, List<Row> items) {}

  /** Carries what would have been done out of a transaction that is not to be. */
  private static final class OnlyLooked extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Synced synced;

    OnlyLooked(Synced synced) {
      super("only looked", null, false, false);
      this.synced = synced;
    }
  }

  private Future<Answer> sync(Request request) {
    var edited = request.body(Edited.class);
    var endpoint = new EndpointId(request.uuid("endpoint"));
    return shared(request, endpoint)
        .compose(shared -> mustName(shared, edited))
        .compose(found -> told(endpoint))
        .compose(numbers -> Boolean.TRUE.equals(edited.dryRun())
            ? looked(request, endpoint, edited, numbers)
            : written(request, endpoint, edited, numbers));
  }

  /** Whether others have numbers of that account, too. The installation's own is the platform's affair alone. */
  private Future<Boolean> shared(Request request, EndpointId endpoint) {
    Future<Tenant> tenant = database
        .inTenant(request.tenant(), stores -> stores.tenants().byId(request.tenant()))
        .map(found -> found.orElseThrow(Fault.missing("tenant")));
    return endpoint.equals(Database.PLATFORM_CARRIER) && request.who().role() == Role.PLATFORM
        ? tenant.map(true)
        : tenant
            .compose(known -> carrier(known, endpoint))
            .map(account -> account.tenant() == null);
  }

  private Future<EndpointStore.View> carrier(Tenant tenant, EndpointId endpoint) {
    return database
        .inAgency(tenant.agency(), stores -> stores.endpoints().byId(endpoint))
        .map(found -> found
            .filter(view -> view.tenant() == null || view.tenant().equals(tenant.id()))
            .filter(view -> view.provider().equals(CARRIER))
            .orElseThrow(Fault.missing("carrier account")));
  }

  /** An account that several businesses share does not say whose a number is. */
  private static Future<Void> mustName(boolean shared, Edited edited) {
    if (shared && !edited.names()) {
      throw Fault.invalid("/numbers", "name those of the shared account that are this business's");
    }
    return Future.succeededFuture();
  }

  private Future<List<CarrierNumber>> told(EndpointId endpoint) {
    return bus.ask(Address.NUMBERS, new NumbersAsked(endpoint), NumbersTold.class, ANSWERED_WITHIN)
        .recover(cause -> Future.failedFuture(named(cause)))
        .map(told -> {
          if (!told.trouble().isEmpty()) {
            throw new Fault(Kind.UNAVAILABLE, told.trouble());
          }
          return told.numbers();
        });
  }

  private static Throwable named(Throwable cause) {
    return cause instanceof ReplyException failed
            && failed.failureType() != ReplyFailure.RECIPIENT_FAILURE
        ? new Fault(Kind.NO_ACCEPTANCE, "ask again when a node that answers calls is back")
        : new Fault(Kind.UNAVAILABLE, "the node that was asked cannot read the account just now");
  }

  private Future<Answer> written(
      Request request, EndpointId endpoint, Edited edited, List<CarrierNumber> numbers) {
    return writes.inTenant(
        request,
        stores -> done(stores, request, endpoint, wanted(edited, numbers), false)
            .map(synced ->
                new Change("number.sync", endpoint.toString(), null, synced, Answer.ok(synced))));
  }

  /** Done and undone, so that it says what would become of each. */
  private Future<Answer> looked(
      Request request, EndpointId endpoint, Edited edited, List<CarrierNumber> numbers) {
    return database
        .<Answer>inTenant(
            request.tenant(),
            stores -> done(stores, request, endpoint, wanted(edited, numbers), true)
                .compose(synced -> Future.failedFuture(new OnlyLooked(synced))))
        .recover(cause -> cause instanceof OnlyLooked only
            ? Future.succeededFuture(Answer.report(only.synced))
            : Future.failedFuture(cause));
  }

  /** Those of the account, and those that were named and are not there: these have no label. */
  private static Map<CarrierNumber, Boolean> wanted(Edited edited, List<CarrierNumber> numbers) {
    var there = numbers.stream()
        .collect(Collectors.toMap(CarrierNumber::number, Function.identity(), (one, same) -> one));
    List<PhoneNumber> named = edited.names()
        ? edited.named().stream().distinct().toList()
        : there.keySet().stream().toList();
    return named.stream()
        .collect(Collectors.toMap(
            number -> there.getOrDefault(number, new CarrierNumber(number, "")),
            there::containsKey));
  }

  private static Future<Synced> done(
      TenantStores stores,
      Request request,
      EndpointId endpoint,
      Map<CarrierNumber, Boolean> wanted,
      boolean dryRun) {
    var rows = new ArrayList<Row>();
    Future<?> done = Future.succeededFuture();
    for (CarrierNumber each : wanted.keySet().stream()
        .sorted(Comparator.comparing(number -> number.number().e164()))
        .toList()) {
      done = done.compose(before -> (Boolean.TRUE.equals(wanted.get(each))
              ? one(stores, request, endpoint, each)
              : Future.succeededFuture(Action.ABSENT))
          .map(action -> rows.add(Row.of(each, action))));
    }
    return done.map(all -> new Synced(dryRun, List.copyOf(rows)));
  }

  private static Future<Action> one(
      TenantStores stores, Request request, EndpointId endpoint, CarrierNumber number) {
    return stores.numbers().byNumber(number.number()).compose(known -> {
      if (known.isEmpty()) {
        return stores
            .numbers()
            .addIfFree(new Did(number.number(), request.tenant(), endpoint, number.label()))
            .map(added -> added ? Action.ADDED : Action.TAKEN);
      }
      return known.get().endpoint().equals(endpoint)
          ? Future.succeededFuture(Action.KEPT)
          : stores.numbers().move(number.number(), endpoint).map(moved -> Action.MOVED);
    });
  }
}
