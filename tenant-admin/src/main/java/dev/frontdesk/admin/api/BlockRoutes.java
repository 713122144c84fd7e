package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.store.BlockStore;
import dev.frontdesk.store.BlockStore.Block;
import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code …/blocks} of a tenant, and of an agency for all its tenants: numbers that are not answered. */
final class BlockRoutes {
  static final int MOST = 10_000;
  private static final String WHAT = "block";

  private final Database database;
  private final Writes writes;

  BlockRoutes(Database database, Writes writes) {
    this.database = database;
    this.writes = writes;
  }

  void bind(Operations operations) {
    operations.on("listBlocks", this::list);
    operations.on("createBlock", this::create);
    operations.on("getBlock", this::get);
    operations.on("updateBlock", this::update);
    operations.on("deleteBlock", this::delete);
    operations.on("listAgencyBlocks", this::list);
    operations.on("createAgencyBlock", this::create);
    operations.on("getAgencyBlock", this::get);
    operations.on("updateAgencyBlock", this::update);
    operations.on("deleteAgencyBlock", this::delete);
  }

  record Edited(String rule, @Nullable String note) {
    Edited {
      BlockList.checked(rule);
    }

    String why() {
      return note == null ? "" : note;
    }
  }

  private record Shown(UUID id, String rule, String note, Instant createdAt) {
    static Shown of(Block block) {
      return new Shown(block.id(), block.rule(), block.note(), block.createdAt());
    }
  }

  private Future<Answer> list(Request request) {
    String after = request.after();
    return read(request, blocks -> blocks.page(after == null ? "" : after, request.limit() + 1))
        .map(found -> request.page(found, Block::rule, Shown::of));
  }

  private Future<Answer> get(Request request) {
    return read(request, blocks -> found(blocks, request)).map(Answer::ok);
  }

  private Future<Answer> create(Request request) {
    var edited = request.body(Edited.class);
    UUID id = UUID.randomUUID();
    return write(
        request,
        blocks -> blocks.count().compose(count -> {
          if (count >= MOST) {
            throw new Fault(Kind.CONFLICT, "there are " + MOST + " rules, which is the most");
          }
          return blocks
              .create(id, edited.rule(), edited.why())
              .compose(created -> blocks.byId(id))
              .map(created -> Shown.of(created.orElseThrow(Fault.missing(WHAT))))
              .map(shown -> Change.created(
                  WHAT, shown.id(), shown, Answer.created(request.under(shown.id()), shown)));
        }));
  }

  private Future<Answer> update(Request request) {
    var edited = request.body(Edited.class);
    return write(
        request,
        blocks -> found(blocks, request).compose(before -> {
          request.mustMatch(before);
          var after = new Shown(before.id(), edited.rule(), edited.why(), before.createdAt());
          return blocks
              .update(after.id(), after.rule(), after.note())
              .map(updated -> Change.updated(WHAT, after.id(), before, after));
        }));
  }

  private Future<Answer> delete(Request request) {
    return write(
        request,
        blocks -> found(blocks, request).compose(before -> {
          request.mustMatch(before);
          return blocks
              .delete(before.id())
              .map(deleted -> Change.deleted(WHAT, before.id(), before));
        }));
  }

  private static Future<Shown> found(BlockStore blocks, Request request) {
    return blocks
        .byId(request.uuid(WHAT))
        .map(found -> Shown.of(found.orElseThrow(Fault.missing(WHAT))));
  }

  private <T> Future<T> read(Request request, Function<BlockStore, Future<T>> work) {
    return request.hasTenant()
        ? database.inTenant(request.tenant(), stores -> work.apply(stores.blocks()))
        : database.inAgency(request.agency(), stores -> work.apply(stores.blocks()));
  }

  private Future<Answer> write(Request request, Function<BlockStore, Future<Change>> work) {
    return request.hasTenant()
        ? writes.inTenant(request, stores -> work.apply(stores.blocks()))
        : writes.inAgency(request, request.agency(), stores -> work.apply(stores.blocks()));
  }
}
