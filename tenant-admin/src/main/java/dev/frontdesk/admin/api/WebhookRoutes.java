package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.WebhookStore;
import dev.frontdesk.store.WebhookStore.Setting;
import dev.frontdesk.store.WebhookStore.Webhook;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code …/webhooks}: who is told of events, of one tenant or of all an agency's; the secret is shown once. */
final class WebhookRoutes {
  private static final int MOST = 20;
  private static final Duration OVERLAP = Duration.ofHours(24);

  private final Database database;
  private final Writes writes;
  private final @Nullable SecretVault vault;
  private final OutwardAllow allow;

  WebhookRoutes(Database database, Writes writes, @Nullable SecretVault vault, OutwardAllow allow) {
    this.database = database;
    this.writes = writes;
    this.vault = vault;
    this.allow = allow;
  }

  void bind(Operations operations) {
    operations.on("listAgencyWebhooks", this::listOfAgency);
    operations.on("createAgencyWebhook", request -> inAgency(request, this::create));
    operations.on("getAgencyWebhook", this::getOfAgency);
    operations.on("updateAgencyWebhook", request -> inAgency(request, this::update));
    operations.on("deleteAgencyWebhook", request -> inAgency(request, this::delete));
    operations.on("rotateAgencyWebhook", request -> inAgency(request, this::rotate));
    operations.on("listTenantWebhooks", this::listOfTenant);
    operations.on("createTenantWebhook", request -> inTenant(request, this::create));
    operations.on("getTenantWebhook", this::getOfTenant);
    operations.on("updateTenantWebhook", request -> inTenant(request, this::update));
    operations.on("deleteTenantWebhook", request -> inTenant(request, this::delete));
    operations.on("rotateTenantWebhook", request -> inTenant(request, this::rotate));
  }

  /** @param secret where it is shown */
  private record Shown(
      UUID id,
      String url,
      List<String> events,
      String description,
      boolean personal,
      boolean enabled,
      @Nullable String disabledReason,
      @Nullable Instant failingSince,
      @Nullable Instant rotatingUntil,
      @Nullable String secret) {
    /** Without what changes by itself. */
    static Shown of(Webhook webhook) {
      return with(webhook, null, null, null);
    }

    static Shown now(Webhook webhook) {
      return with(webhook, webhook.failingSince(), webhook.rotatingUntil(), null);
    }

    static Shown with(
        Webhook webhook,
        @Nullable Instant failingSince,
        @Nullable Instant rotatingUntil,
        @Nullable String secret) {
      Setting setting = webhook.setting();
      return new Shown(
          webhook.id(),
          setting.url(),
          setting.events(),
          setting.description(),
          setting.personal(),
          setting.enabled(),
          webhook.disabledReason(),
          failingSince,
          rotatingUntil,
          secret);
    }
  }

  private Future<Answer> listOfAgency(Request request) {
    return database
        .inAgency(request.agency(), stores -> stores.webhooks().list())
        .map(all -> page(request, all));
  }

  private Future<Answer> listOfTenant(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.webhooks().list())
        .map(all -> page(request, all));
  }

  private static Answer page(Request request, List<Webhook> all) {
    return request.pageOf(all, each -> each.id().toString(), Shown::now);
  }

  private Future<Answer> getOfAgency(Request request) {
    return database
        .inAgency(request.agency(), stores -> found(stores.webhooks(), request))
        .map(found -> Answer.ok(Shown.now(found), Shown.of(found)));
  }

  private Future<Answer> getOfTenant(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores.webhooks(), request))
        .map(found -> Answer.ok(Shown.now(found), Shown.of(found)));
  }

  private Future<Answer> inAgency(
      Request request, BiFunction<Request, WebhookStore, Future<Change>> work) {
    return writes.inAgency(
        request, request.agency(), stores -> work.apply(request, stores.webhooks()));
  }

  private Future<Answer> inTenant(
      Request request, BiFunction<Request, WebhookStore, Future<Change>> work) {
    return writes.inTenant(request, stores -> work.apply(request, stores.webhooks()));
  }

  private Future<Change> create(Request request, WebhookStore store) {
    Setting setting = checked(request);
    Secret secret = WebhookSecret.random();
    return store
        .list()
        .compose(all -> {
          if (all.size() >= MOST) {
            throw new Fault(Kind.CONFLICT, "there are at most " + MOST + " webhooks");
          }
          return store.create(setting, secret, WebhookSecret.vaultOf(vault));
        })
        .compose(id -> found(store, id))
        .map(made -> Change.created(
            "webhook",
            made.id(),
            Shown.of(made),
            Answer.createdOnce(
                request.under(made.id()),
                Shown.of(made),
                Shown.with(made, null, null, secret.reveal()))));
  }

  private Future<Change> update(Request request, WebhookStore store) {
    Setting setting = checked(request);
    return found(store, request).compose(before -> {
      request.mustMatch(Shown.of(before));
      return store
          .update(before.id(), setting)
          .compose(updated -> found(store, request))
          .map(after -> Change.updated("webhook", before.id(), Shown.of(before), Shown.of(after)));
    });
  }

  private Future<Change> delete(Request request, WebhookStore store) {
    return found(store, request).compose(before -> {
      request.mustMatch(Shown.of(before));
      return store
          .delete(before.id())
          .map(deleted -> Change.deleted("webhook", before.id(), Shown.of(before)));
    });
  }

  private Future<Change> rotate(Request request, WebhookStore store) {
    Secret secret = WebhookSecret.random();
    return found(store, request)
        .compose(before -> store.rotate(before.id(), secret, OVERLAP, WebhookSecret.vaultOf(vault)))
        .compose(rotated -> found(store, request))
        .map(after -> new Change(
            "webhook.rotate",
            after.id().toString(),
            null,
            null,
            Answer.createdOnce(
                request.under("").replaceAll("/rotate/$", ""),
                Shown.of(after),
                Shown.with(after, after.failingSince(), after.rotatingUntil(), secret.reveal()))));
  }

  private Setting checked(Request request) {
    return request.body(WebhookEdit.class).setting("/url", allow);
  }

  static Future<Webhook> found(WebhookStore store, Request request) {
    return found(store, request.uuid("webhook"));
  }

  private static Future<Webhook> found(WebhookStore store, UUID id) {
    return store.byId(id).map(found -> found.orElseThrow(Fault.missing("webhook")));
  }
}
