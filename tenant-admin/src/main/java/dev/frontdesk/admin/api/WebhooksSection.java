package dev.frontdesk.admin.api;

import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import dev.frontdesk.store.WebhookStore;
import dev.frontdesk.store.WebhookStore.Webhook;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tenant's own webhooks, known by their URL. One that stays keeps its secrets; a new one gets one that nobody has seen: rotate it to see one. */
final class WebhooksSection extends Section<List<WebhookEdit>> {
  private final OutwardAllow allow;
  private final @Nullable SecretVault vault;

  WebhooksSection(OutwardAllow allow, @Nullable SecretVault vault) {
    super("webhooks", false);
    this.allow = allow;
    this.vault = vault;
  }

  @Override
  Future<@Nullable List<WebhookEdit>> read(TenantStores stores, Tenant tenant) {
    return stores
        .webhooks()
        .list()
        .map(all ->
            inOrder(all.stream().map(each -> WebhookEdit.of(each.setting())).toList()));
  }

  @Override
  List<WebhookEdit> settled(Object wanted, Tenant tenant, @Nullable List<WebhookEdit> before) {
    List<WebhookEdit> edits = parsedList(wanted, WebhookEdit.class);
    return inOrder(IntStream.range(0, edits.size())
        .mapToObj(i ->
            WebhookEdit.of(edits.get(i).setting("/%s/%d/url".formatted(name(), i), allow)))
        .toList());
  }

  @Override
  Future<Void> write(
      TenantStores stores,
      Tenant tenant,
      @Nullable List<WebhookEdit> before,
      List<WebhookEdit> after) {
    return stores.webhooks().list().compose(all -> write(stores.webhooks(), all, after));
  }

  private Future<Void> write(WebhookStore store, List<Webhook> all, List<WebhookEdit> after) {
    Map<String, Deque<Webhook>> known = new HashMap<>();
    all.forEach(each ->
        known.computeIfAbsent(each.setting().url(), none -> new ArrayDeque<>()).add(each));
    var made = new ArrayList<WebhookEdit>();
    Future<?> done = Future.succeededFuture();
    for (WebhookEdit edit : after) {
      Webhook kept = known.getOrDefault(edit.url(), new ArrayDeque<>()).poll();
      if (kept == null) {
        made.add(edit);
      } else if (!WebhookEdit.of(kept.setting()).equals(edit)) {
        done = done.compose(last -> store.update(kept.id(), setting(edit)));
      }
    }
    for (Deque<Webhook> gone : known.values()) {
      for (Webhook each : gone) {
        done = done.compose(last -> store.delete(each.id()));
      }
    }
    for (WebhookEdit edit : made) {
      done = done.compose(last ->
          store.create(setting(edit), WebhookSecret.random(), WebhookSecret.vaultOf(vault)));
    }
    return done.mapEmpty();
  }

  private WebhookStore.Setting setting(WebhookEdit edit) {
    return edit.setting("/" + name(), allow);
  }

  private static List<WebhookEdit> inOrder(List<WebhookEdit> edits) {
    return edits.stream().sorted(Comparator.comparing(WebhookEdit::url)).toList();
  }
}
