package dev.frontdesk.admin.api;

import dev.frontdesk.store.Database;
import dev.frontdesk.store.MessageStore.Cursor;
import dev.frontdesk.store.MessageStore.Message;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;

/** {@code /v1/tenants/{tenant}/messages}: what callers asked to have passed on. */
final class MessageRoutes {
  private final Database database;
  private final Writes writes;

  MessageRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listMessages", this::list);
    operations.on("getMessage", this::get);
    operations.on("handleMessage", this::handle);
  }

  private Future<Answer> list(Request request) {
    boolean openOnly = "open".equals(request.query("status"));
    Cursor after = request.after(MessageRoutes::cursor);
    return database
        .inTenant(
            request.tenant(),
            stores -> stores.messages().page(openOnly, after, request.limit() + 1))
        .map(found -> request.page(
            found, message -> message.takenAt() + " " + message.id(), message -> message));
  }

  private Future<Answer> get(Request request) {
    return database.inTenant(
        request.tenant(),
        stores -> found(stores, request)
            .compose(message -> stores
                .deliveries()
                .ofMessage(message.call(), message.id())
                // Deliveries go on by themselves: they are no part of what a later request must
                // match.
                .map(told -> Answer.ok(MessageView.of(message, told), message))));
  }

  private Future<Answer> handle(Request request) {
    return writes.inTenant(
        request,
        stores -> found(stores, request)
            .compose(before -> stores
                .messages()
                .handled(before.id())
                .compose(handled -> found(stores, request))
                // The words of callers are erasable where they stand; the audit does not repeat
                // them.
                .map(after -> new Change(
                    "message.handle", before.id().toString(), null, null, Answer.ok(after)))));
  }

  private static Future<Message> found(TenantStores stores, Request request) {
    return stores
        .messages()
        .byId(request.uuid("message"))
        .map(found -> found.orElseThrow(Fault.missing("message")));
  }

  private static Cursor cursor(String text) {
    String[] parts = text.split(" ", 2);
    return new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
  }
}
