package dev.frontdesk.admin.api;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.PhoneNumbers;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EndpointStore;
import dev.frontdesk.store.NumberStore.Did;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/numbers}: the numbers that callers dial; each is one tenant's. */
final class NumberRoutes {
  private static final String OPENAI = "openai";

  private final Database database;
  private final Writes writes;

  NumberRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listNumbers", this::list);
    operations.on("claimNumber", this::claim);
    operations.on("getNumber", this::get);
    operations.on("updateNumber", this::update);
    operations.on("releaseNumber", this::release);
  }

  record Edited(
      @Nullable String number,
      @Nullable String label,
      @Nullable EndpointId endpoint,
      @Nullable String language) {}

  record Shown(
      PhoneNumber number,
      String label,
      EndpointId endpoint,
      @Nullable String language) {
    static Shown of(Did did) {
      return new Shown(did.number(), did.label(), did.endpoint(), did.language());
    }
  }

  private Future<Answer> list(Request request) {
    String after = request.after();
    return database
        .inTenant(
            request.tenant(),
            stores -> stores.numbers().page(after == null ? "" : after, request.limit() + 1))
        .map(found -> request.page(found, did -> did.number().e164(), Shown::of));
  }

  private Future<Answer> claim(Request request) {
    var edited = request.body(Edited.class);
    return tenant(request)
        .compose(tenant -> endpoint(tenant, edited.endpoint(), null).compose(endpoint -> {
          PhoneNumber number = PhoneNumbers.parse(String.valueOf(edited.number()), tenant.region())
              .orElseThrow(() -> Fault.invalid("/number", "is no telephone number"));
          String label = edited.label() == null ? "" : edited.label();
          var did = new Did(number, tenant.id(), endpoint, label, edited.language());
          return writes.inTenant(
              request,
              stores -> stores.numbers().add(did).map(added -> {
                var shown = Shown.of(did);
                return Change.created(
                    "number",
                    number,
                    shown,
                    Answer.created(request.under(number.e164().replace("+", "%2B")), shown));
              }));
        }));
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores, request))
        .map(did -> Answer.ok(Shown.of(did)));
  }

  private Future<Answer> update(Request request) {
    var edited = request.body(Edited.class);
    return tenant(request)
        .compose(tenant -> writes.inTenant(
            request,
            stores -> found(stores, request).compose(before -> {
              request.mustMatch(Shown.of(before));
              return endpoint(tenant, edited.endpoint(), before.endpoint()).compose(endpoint -> {
                String label = edited.label() == null ? "" : edited.label();
                var after =
                    new Did(before.number(), tenant.id(), endpoint, label, edited.language());
                return stores
                    .numbers()
                    .update(after)
                    .map(updated -> Change.updated(
                        "number", before.number(), Shown.of(before), Shown.of(after)));
              });
            })));
  }

  private Future<Answer> release(Request request) {
    return writes.inTenant(
        request,
        stores -> found(stores, request).compose(before -> {
          request.mustMatch(Shown.of(before));
          return stores
              .numbers()
              .release(before.number())
              .map(released -> Change.deleted("number", before.number(), Shown.of(before)));
        }));
  }

  private Future<Tenant> tenant(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.tenants().byId(request.tenant()))
        .map(found -> found.orElseThrow(Fault.missing("tenant")));
  }

  private Future<EndpointId> endpoint(
      Tenant tenant, @Nullable EndpointId asked, @Nullable EndpointId current) {
    return usable(tenant).map(usable -> choose("/endpoint", usable, asked, current));
  }

  /** The endpoints that numbers of the tenant in the path may ring through: voice providers before carriers, the nearest first. */
  Future<List<EndpointId>> usable(Request request) {
    return tenant(request).compose(this::usable);
  }

  private Future<List<EndpointId>> usable(Tenant tenant) {
    return database
        .inAgency(tenant.agency(), stores -> stores.endpoints().list())
        .map(all -> all.stream()
            .filter(each -> each.tenant() == null || each.tenant().equals(tenant.id()))
            .sorted(Comparator.comparing(
                    (EndpointStore.View each) -> !each.provider().equals(OPENAI))
                .thenComparing(each -> each.tenant() == null))
            .map(EndpointStore.View::id)
            .toList());
  }

  /** The one that is asked for, if it is the tenant's, its agency's or the platform's; else the current, else the nearest. */
  static EndpointId choose(
      String field,
      List<EndpointId> usable,
      @Nullable EndpointId asked,
      @Nullable EndpointId current) {
    if (asked == null) {
      return current != null
          ? current
          : usable.isEmpty() ? Database.PLATFORM_ENDPOINT : usable.get(0);
    }
    if (!usable.contains(asked)
        && !asked.equals(Database.PLATFORM_ENDPOINT)
        && !asked.equals(Database.PLATFORM_CARRIER)
        && !asked.equals(current)) {
      throw Fault.invalid(field, "there is no such endpoint here");
    }
    return asked;
  }

  private static Future<Did> found(TenantStores stores, Request request) {
    return stores
        .numbers()
        .byNumber(new PhoneNumber(request.path("number")))
        .map(found -> found.orElseThrow(Fault.missing("number")));
  }
}
