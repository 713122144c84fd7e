package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DeliveryStore;
import dev.frontdesk.store.DeliveryStore.Cursor;
import dev.frontdesk.store.WebhookStore;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code …/webhooks/{webhook}/deliveries}: what became of each event, and sending one again. */
final class DeliveryRoutes {
  private final Database database;
  private final Writes writes;

  DeliveryRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listAgencyDeliveries", this::listOfAgency);
    operations.on("replayAgencyDelivery", request -> inAgency(request, DeliveryRoutes::replay));
    operations.on("testAgencyWebhook", request -> inAgency(request, DeliveryRoutes::test));
    operations.on("listTenantDeliveries", this::listOfTenant);
    operations.on("replayTenantDelivery", request -> inTenant(request, DeliveryRoutes::replay));
    operations.on("testTenantWebhook", request -> inTenant(request, DeliveryRoutes::test));
  }

  /** One owner's webhooks and their deliveries, in one transaction. */
  private record Stores(WebhookStore webhooks, DeliveryStore deliveries) {}

  private interface Work {
    Future<Change> with(Request request, Stores stores);
  }

  private Future<Answer> listOfAgency(Request request) {
    return database.inAgency(
        request.agency(),
        stores -> list(request, new Stores(stores.webhooks(), stores.deliveries())));
  }

  private Future<Answer> listOfTenant(Request request) {
    return database.inTenant(
        request.tenant(),
        stores -> list(request, new Stores(stores.webhooks(), stores.deliveries())));
  }

  private Future<Answer> inAgency(Request request, Work work) {
    return writes.inAgency(
        request,
        request.agency(),
        stores -> work.with(request, new Stores(stores.webhooks(), stores.deliveries())));
  }

  private Future<Answer> inTenant(Request request, Work work) {
    return writes.inTenant(
        request, stores -> work.with(request, new Stores(stores.webhooks(), stores.deliveries())));
  }

  private static Future<Answer> list(Request request, Stores stores) {
    Cursor after = request.after(DeliveryView::cursor);
    return WebhookRoutes.found(stores.webhooks(), request)
        .compose(webhook -> stores.deliveries().page(webhook.id(), after, request.limit() + 1))
        .map(found ->
            request.page(found, each -> each.happenedAt() + " " + each.id(), DeliveryView::of));
  }

  private static Future<Change> replay(Request request, Stores stores) {
    UUID delivery = request.uuid("delivery");
    return enabled(request, stores)
        .compose(webhook -> stores.deliveries().replay(webhook, delivery).map(webhook))
        .compose(webhook -> asked("webhook.replay", stores, webhook, delivery));
  }

  private static Future<Change> test(Request request, Stores stores) {
    return enabled(request, stores)
        .compose(webhook -> stores
            .deliveries()
            .ping(webhook)
            .compose(delivery -> asked("webhook.test", stores, webhook, delivery)));
  }

  private static Future<UUID> enabled(Request request, Stores stores) {
    return WebhookRoutes.found(stores.webhooks(), request).map(webhook -> {
      if (!webhook.setting().enabled()) {
        throw new Fault(Kind.CONFLICT, "the webhook is disabled");
      }
      return webhook.id();
    });
  }

  private static Future<Change> asked(String action, Stores stores, UUID webhook, UUID delivery) {
    return stores
        .deliveries()
        .byId(webhook, delivery)
        .map(found -> found.orElseThrow(Fault.missing("delivery")))
        .map(found -> new Change(
            action, delivery.toString(), null, null, Answer.report(DeliveryView.of(found))));
  }
}
