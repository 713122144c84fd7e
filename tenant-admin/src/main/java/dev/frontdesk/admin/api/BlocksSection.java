package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.BlockRoutes.Edited;
import dev.frontdesk.store.BlockStore;
import dev.frontdesk.store.BlockStore.Block;
import dev.frontdesk.store.Tenant;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers that the tenant does not answer. */
final class BlocksSection extends Section<List<Edited>> {
  BlocksSection() {
    super("blocks", false);
  }

  @Override
  Future<@Nullable List<Edited>> read(TenantStores stores, Tenant tenant) {
    return stores
        .blocks()
        .list()
        .map(all ->
            all.stream().map(each -> new Edited(each.rule(), each.note())).toList());
  }

  @Override
  List<Edited> settled(Object wanted, Tenant tenant, @Nullable List<Edited> before) {
    List<Edited> settled = parsedList(wanted, Edited.class).stream()
        .map(each -> new Edited(each.rule(), each.why()))
        .sorted(Comparator.comparing(Edited::rule))
        .toList();
    if (settled.stream().map(Edited::rule).distinct().count() < settled.size()) {
      throw Fault.invalid("/blocks", "a rule stands there twice");
    }
    return settled;
  }

  @Override
  Future<Void> write(
      TenantStores stores, Tenant tenant, @Nullable List<Edited> before, List<Edited> after) {
    BlockStore blocks = stores.blocks();
    return blocks.list().compose(known -> {
      Map<String, Block> gone =
          known.stream().collect(Collectors.toMap(Block::rule, Function.identity()));
      Future<?> done = Future.succeededFuture();
      for (Edited each : after) {
        Block same = gone.remove(each.rule());
        if (same == null) {
          done = done.compose(last -> blocks.create(UUID.randomUUID(), each.rule(), each.why()));
        } else if (!same.note().equals(each.why())) {
          done = done.compose(last -> blocks.update(same.id(), each.rule(), each.why()));
        }
      }
      for (Block each : gone.values()) {
        done = done.compose(last -> blocks.delete(each.id()));
      }
      return done.mapEmpty();
    });
  }
}
