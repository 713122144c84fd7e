package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DeliveryStore.Cursor;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.UUID;

/** {@code …/channels/{channel}/deliveries}: what became of each notice, and sending one again. */
final class ChannelDeliveryRoutes {
  private final Database database;
  private final Writes writes;

  ChannelDeliveryRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listChannelDeliveries", this::list);
    operations.on("replayChannelDelivery", this::replay);
    operations.on("testChannel", this::test);
  }

  private Future<Answer> list(Request request) {
    Cursor after = request.after(DeliveryView::cursor);
    return database.inTenant(
        request.tenant(),
        stores -> ChannelRoutes.found(stores.channels(), request)
            .compose(kept -> stores.deliveries().page(kept.id(), after, request.limit() + 1))
            .map(found -> request.page(
                found, each -> each.happenedAt() + " " + each.id(), DeliveryView::of)));
  }

  private Future<Answer> replay(Request request) {
    UUID delivery = request.uuid("notice");
    return writes.inTenant(
        request,
        stores -> enabled(request, stores)
            .compose(channel -> stores.deliveries().replay(channel, delivery).map(channel))
            .compose(channel -> asked("channel.replay", stores, channel, delivery)));
  }

  private Future<Answer> test(Request request) {
    return writes.inTenant(
        request,
        stores -> enabled(request, stores)
            .compose(channel -> stores
                .deliveries()
                .ping(channel)
                .compose(delivery -> asked("channel.test", stores, channel, delivery))));
  }

  private static Future<UUID> enabled(Request request, TenantStores stores) {
    return ChannelRoutes.found(stores.channels(), request).map(kept -> {
      if (!kept.channel().enabled()) {
        throw new Fault(Kind.CONFLICT, "the channel is disabled");
      }
      return kept.id();
    });
  }

  private static Future<Change> asked(
      String action, TenantStores stores, UUID channel, UUID delivery) {
    return stores
        .deliveries()
        .byId(channel, delivery)
        .map(found -> found.orElseThrow(Fault.missing("delivery")))
        .map(found -> new Change(
            action, delivery.toString(), null, null, Answer.report(DeliveryView.of(found))));
  }
}
