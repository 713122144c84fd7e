package dev.frontdesk.admin.api;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardFailure;
import dev.frontdesk.outward.OutwardUrl;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.EndpointStore;
import dev.frontdesk.store.EndpointStore.View;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code …/endpoints}: provider projects and carrier accounts; their secrets are written, never read. */
final class EndpointRoutes {
  private final Database database;
  private final Writes writes;
  private final @Nullable SecretVault vault;
  private final OutwardAllow allow;

  EndpointRoutes(
      Database database, Writes writes, @Nullable SecretVault vault, OutwardAllow allow) {
    this.database = database;
    this.writes = writes;
    this.vault = vault;
    this.allow = allow;
  }

  void bind(Operations operations) {
    operations.on("listAgencyEndpoints", this::listOfAgency);
    operations.on("createAgencyEndpoint", request -> inAgency(request, this::create));
    operations.on("getAgencyEndpoint", this::getOfAgency);
    operations.on("updateAgencyEndpoint", request -> inAgency(request, this::update));
    operations.on("deleteAgencyEndpoint", request -> inAgency(request, this::delete));
    operations.on("listTenantEndpoints", this::listOfTenant);
    operations.on("createTenantEndpoint", request -> inTenant(request, this::create));
    operations.on("getTenantEndpoint", this::getOfTenant);
    operations.on("updateTenantEndpoint", request -> inTenant(request, this::update));
    operations.on("deleteTenantEndpoint", request -> inTenant(request, this::delete));
  }

  /**
   * As sent; secrets that are absent stay as they are.
   *
   * @param webhookSecrets any of them may have signed
   */
  private record Edited(
      @Nullable String provider,
      @Nullable String name,
      String baseUrl,
      @Nullable PhoneNumber defaultNumber,
      @Nullable String account,
      @Nullable String transferDomain,
      @Nullable String apiKey,
      @Nullable List<String> webhookSecrets) {
    /** Nothing that could be logged by mistake. */
    @Override
    public String toString() {
      return "Edited[" + baseUrl + "]";
    }
  }

  private record Shown(
      EndpointId id,
      String provider,
      String name,
      String baseUrl,
      @Nullable PhoneNumber defaultNumber,
      @Nullable String account,
      @Nullable String transferDomain,
      boolean hasApiKey,
      int webhookSecrets) {}

  private Future<Answer> listOfAgency(Request request) {
    return database.inAgency(request.agency(), stores -> list(request, stores.endpoints(), false));
  }

  private Future<Answer> listOfTenant(Request request) {
    return database.inTenant(request.tenant(), stores -> list(request, stores.endpoints(), true));
  }

  private Future<Answer> getOfAgency(Request request) {
    return database
        .inAgency(request.agency(), stores -> found(stores.endpoints(), request))
        .map(Answer::ok);
  }

  private Future<Answer> getOfTenant(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores.endpoints(), request))
        .map(Answer::ok);
  }

  private Future<Answer> inAgency(
      Request request, BiFunction<Request, EndpointStore, Future<Change>> work) {
    return writes.inAgency(
        request, request.agency(), stores -> work.apply(request, stores.endpoints()));
  }

  private Future<Answer> inTenant(
      Request request, BiFunction<Request, EndpointStore, Future<Change>> work) {
    return writes.inTenant(request, stores -> work.apply(request, stores.endpoints()));
  }

  private static Future<Answer> list(Request request, EndpointStore store, boolean ofTenant) {
    return store
        .list()
        .compose(all -> Future.all(all.stream()
            .filter(each -> ofTenant || each.tenant() == null)
            .map(each -> shown(store, each))
            .toList()))
        .map(all -> request.pageOf(all.<Shown>list(), each -> each.id().toString(), each -> each));
  }

  /** Its address may be one; where its name leads is looked at when it is asked. */
  private Edited edited(Request request) {
    var edited = request.body(Edited.class);
    try {
      OutwardUrl.of(edited.baseUrl(), allow);
      return edited;
    } catch (OutwardFailure refused) {
      throw Fault.invalid("/baseUrl", String.valueOf(refused.getMessage()));
    }
  }

  private Future<Change> create(Request request, EndpointStore store) {
    var edited = edited(request);
    String provider = edited.provider() == null ? "openai" : edited.provider();
    String account = fitting(provider, edited, null);
    return store
        .create(
            provider,
            edited.name() == null ? "" : edited.name(),
            edited.baseUrl(),
            edited.defaultNumber(),
            account,
            edited.transferDomain())
        .compose(id -> secrets(store, id, edited).compose(done -> shown(store, id)))
        .map(shown -> Change.created(
            "endpoint", shown.id(), shown, Answer.created(request.under(shown.id()), shown)));
  }

  private Future<Change> update(Request request, EndpointStore store) {
    var edited = edited(request);
    return found(store, request).compose(before -> {
      request.mustMatch(before);
      return store
          .update(
              before.id(),
              edited.name() == null ? "" : edited.name(),
              edited.baseUrl(),
              edited.defaultNumber(),
              fitting(before.provider(), edited, before.account()),
              edited.transferDomain())
          .compose(updated -> secrets(store, before.id(), edited))
          .compose(done -> shown(store, before.id()))
          .map(after -> Change.updated("endpoint", before.id(), before, after));
    });
  }

  /** @return the account: a carrier has one, others have none */
  private static @Nullable String fitting(
      String provider, Edited edited, @Nullable String current) {
    boolean carrier = provider.equals("twilio");
    String account = edited.account() == null ? current : edited.account();
    if (carrier != (account != null)) {
      throw Fault.invalid("/account", carrier ? "a carrier's is needed" : "is a carrier's");
    }
    if (!carrier && edited.transferDomain() != null) {
      throw Fault.invalid("/transferDomain", "is a carrier's");
    }
    List<String> secrets = edited.webhookSecrets() == null ? List.of() : edited.webhookSecrets();
    if (secrets.stream().anyMatch(secret -> carrier == secret.startsWith("whsec_"))) {
      throw Fault.invalid("/webhookSecrets", "are not of this provider");
    }
    return account;
  }

  private Future<Change> delete(Request request, EndpointStore store) {
    return found(store, request).compose(before -> {
      request.mustMatch(before);
      return store
          .delete(before.id())
          .map(deleted -> Change.deleted("endpoint", before.id(), before));
    });
  }

  private Future<Void> secrets(EndpointStore store, EndpointId id, Edited edited) {
    Future<Void> done = Future.succeededFuture();
    if (edited.apiKey() != null) {
      done = replaced(store, id, EndpointStore.Kind.API_KEY, List.of(edited.apiKey()));
    }
    if (edited.webhookSecrets() != null) {
      List<String> webhooks = edited.webhookSecrets();
      done = done.compose(before -> replaced(store, id, EndpointStore.Kind.WEBHOOK, webhooks));
    }
    return done;
  }

  private Future<Void> replaced(
      EndpointStore store, EndpointId id, EndpointStore.Kind kind, List<String> secrets) {
    SecretVault open = vault;
    if (open == null) {
      return Future.failedFuture(Fault.withoutVault());
    }
    Future<Void> done = store.removeSecrets(id, kind).mapEmpty();
    for (String secret : secrets) {
      done = done.compose(
          before -> store.addSecret(id, kind, Secret.of(secret), open).mapEmpty());
    }
    return done;
  }

  /** What is a tenant's own is not found through its agency. */
  private static Future<Shown> found(EndpointStore store, Request request) {
    boolean ofTenant = request.hasTenant();
    return store
        .byId(new EndpointId(request.uuid("endpoint")))
        .map(found -> found
            .filter(view -> ofTenant || view.tenant() == null)
            .orElseThrow(Fault.missing("endpoint")))
        .compose(view -> shown(store, view));
  }

  private static Future<Shown> shown(EndpointStore store, EndpointId id) {
    return store
        .byId(id)
        .map(found -> found.orElseThrow(Fault.missing("owner")))
        .compose(view -> shown(store, view));
  }

  private static Future<Shown> shown(EndpointStore store, View view) {
    return store
        .countSecrets(view.id(), EndpointStore.Kind.API_KEY)
        .compose(keys -> store
            .countSecrets(view.id(), EndpointStore.Kind.WEBHOOK)
            .map(webhooks -> new Shown(
                view.id(),
                view.provider(),
                view.name(),
                view.baseUrl(),
                view.defaultNumber(),
                view.account(),
                view.transferDomain(),
                keys > 0,
                webhooks)));
  }
}
