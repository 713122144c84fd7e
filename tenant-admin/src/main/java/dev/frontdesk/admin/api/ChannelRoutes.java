package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.Channel;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.ChannelStore;
import dev.frontdesk.store.ChannelStore.Kept;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/channels}: where people are told of events; the address of a chat is written and never read. */
final class ChannelRoutes {
  static final int MOST = 20;

  private final Database database;
  private final Writes writes;
  private final @Nullable SecretVault vault;
  private final OutwardAllow allow;

  ChannelRoutes(Database database, Writes writes, @Nullable SecretVault vault, OutwardAllow allow) {
    this.database = database;
    this.writes = writes;
    this.vault = vault;
    this.allow = allow;
  }

  void bind(Operations operations) {
    operations.on("listChannels", this::list);
    operations.on("getChannel", this::get);
    operations.on("saveChannel", this::save);
    operations.on("deleteChannel", this::delete);
  }

  private record Shown(
      String name,
      String kind,
      @Nullable String host,
      List<String> recipients,
      List<String> events,
      boolean personal,
      boolean live,
      boolean forum,
      boolean enabled,
      @Nullable String disabledReason,
      @Nullable Instant failingSince) {
    /** Without what changes by itself. */
    static Shown of(Kept kept) {
      return with(kept, null);
    }

    static Shown now(Kept kept) {
      return with(kept, kept.failingSince());
    }

    private static Shown with(Kept kept, @Nullable Instant failingSince) {
      Channel channel = kept.channel();
      return new Shown(
          channel.name(),
          channel.kind().word(),
          channel.host().isEmpty() ? null : channel.host(),
          channel.recipients(),
          channel.events(),
          channel.personal(),
          channel.live(),
          channel.forum(),
          channel.enabled(),
          kept.disabledReason(),
          failingSince);
    }
  }

  private Future<Answer> list(Request request) {
    return database
        .inTenant(request.tenant(), stores -> stores.channels().list())
        .map(all -> request.pageOf(all, each -> each.channel().name(), Shown::now));
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores.channels(), request))
        .map(found -> Answer.ok(Shown.now(found), Shown.of(found)));
  }

  private Future<Answer> save(Request request) {
    var edit = request.body(ChannelEdit.class);
    String name = request.path("channel");
    return writes.inTenant(
        request,
        stores -> stores.channels().byName(name).compose(before -> {
          request.mustMatch(before.map(Shown::of));
          Channel known = before.map(Kept::channel).orElse(null);
          Channel channel = edit.channel(name, known, "", allow);
          return roomFor(stores.channels(), known)
              .compose(room -> save(stores.channels(), channel, edit.url(), vault))
              .compose(saved -> found(stores.channels(), request))
              .map(after -> Change.updated(
                  "channel", name, before.map(Shown::of).orElse(null), Shown.of(after)));
        }));
  }

  /** @param address null: as it was */
  static Future<?> save(
      ChannelStore store, Channel channel, @Nullable String address, @Nullable SecretVault vault) {
    return address == null
        ? store.save(channel)
        : store
            .save(channel)
            .compose(saved -> store.replaceAddress(
                channel.name(), Secret.of(address), WebhookSecret.vaultOf(vault)));
  }

  private Future<Answer> delete(Request request) {
    return writes.inTenant(
        request,
        stores -> found(stores.channels(), request).compose(before -> {
          request.mustMatch(Shown.of(before));
          String name = before.channel().name();
          return stores
              .channels()
              .delete(name)
              .map(deleted -> Change.deleted("channel", name, Shown.of(before)));
        }));
  }

  private static Future<Void> roomFor(ChannelStore store, @Nullable Channel known) {
    return store.list().map(all -> {
      if (known == null && all.size() >= MOST) {
        throw new Fault(Kind.CONFLICT, "a tenant has at most " + MOST + " channels");
      }
      return null;
    });
  }

  static Future<Kept> found(ChannelStore store, Request request) {
    return store
        .byName(request.path("channel"))
        .map(found -> found.orElseThrow(Fault.missing("channel")));
  }
}
