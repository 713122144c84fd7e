package dev.frontdesk.admin.api;

import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.ApiKeyStore;
import dev.frontdesk.store.ApiKeyStore.Fresh;
import dev.frontdesk.store.ApiKeyStore.View;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agencies/{agency}/keys} and {@code /v1/tenants/{tenant}/keys}: who may ask, shown once. */
final class KeyRoutes {
  private final Database database;
  private final Writes writes;
  private final KeyRing ring;

  KeyRoutes(Database database, Writes writes, KeyRing ring) {
    this.ring = ring;
    this.database = database;
    this.writes = writes;
  }

  /** This node does not wait to be told of what it did itself. */
  private Function<Request, Future<Answer>> forgetting(Function<Request, Future<Answer>> changing) {
    return request -> changing.apply(request).onComplete(done -> ring.forget(request.uuid("key")));
  }

  void bind(Operations operations) {
    operations.on("listAgencyKeys", request -> list(request, inAgency(request)));
    operations.on("createAgencyKey", request -> create(request, agencyWrite(request)));
    operations.on("getAgencyKey", request -> get(request, inAgency(request)));
    operations.on("updateAgencyKey", forgetting(request -> update(request, agencyWrite(request))));
    operations.on("revokeAgencyKey", forgetting(request -> revoke(request, agencyWrite(request))));
    operations.on("rotateAgencyKey", forgetting(request -> rotate(request, agencyWrite(request))));
    operations.on("listTenantKeys", request -> list(request, inTenant(request)));
    operations.on("createTenantKey", request -> create(request, tenantWrite(request)));
    operations.on("getTenantKey", request -> get(request, inTenant(request)));
    operations.on("updateTenantKey", forgetting(request -> update(request, tenantWrite(request))));
    operations.on("revokeTenantKey", forgetting(request -> revoke(request, tenantWrite(request))));
    operations.on("rotateTenantKey", forgetting(request -> rotate(request, tenantWrite(request))));
  }

  /** @param key the value itself, where it is shown */
  record Shown(
      UUID id,
      @Nullable TenantId tenant,
      String name,
      String role,
      String hint,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable String key) {
    static Shown of(View view) {
      return with(view, null, null);
    }

    static Shown withUse(View view) {
      return with(view, view.lastUsedAt(), null);
    }

    static Shown with(View view, @Nullable Instant lastUsedAt, @Nullable String key) {
      return new Shown(
          view.id(),
          view.tenant(),
          view.name(),
          view.role(),
          view.hint(),
          view.createdAt(),
          view.expiresAt(),
          lastUsedAt,
          key);
    }
  }

  private record Edited(
      String name, @Nullable Role role, @Nullable Instant expiresAt) {}

  private record Rotation(@Nullable Long overlapSeconds) {}

  /** One read with the keys of an owner. */
  private interface Reading {
    <T> Future<T> in(Function<ApiKeyStore, Future<T>> work);
  }

  /** One write with the keys of an owner. */
  private interface Writing {
    Future<Answer> in(Function<ApiKeyStore, Future<Change>> work);
  }

  private Future<Answer> list(Request request, Reading keys) {
    return keys.in(ApiKeyStore::list)
        .map(found -> request.pageOf(found, KeyRoutes::cursor, Shown::withUse));
  }

  private Future<Answer> get(Request request, Reading keys) {
    return keys.in(store -> found(store, request))
        .map(view -> Answer.ok(Shown.withUse(view), Shown.of(view)));
  }

  private Future<Answer> create(Request request, Writing keys) {
    var edited = request.body(Edited.class);
    Role role = edited.role() == null ? Role.AGENCY : edited.role();
    return keys.in(
        store -> add(store, request.under(""), edited.name(), role.word(), edited.expiresAt()));
  }

  private Future<Answer> update(Request request, Writing keys) {
    var edited = request.body(Edited.class);
    return keys.in(store -> found(store, request).compose(before -> {
      request.mustMatch(Shown.of(before));
      return store
          .update(before.id(), edited.name(), edited.expiresAt())
          .compose(updated -> found(store, request))
          .map(after -> Change.updated("key", before.id(), Shown.of(before), Shown.of(after)));
    }));
  }

  private Future<Answer> revoke(Request request, Writing keys) {
    return keys.in(store -> found(store, request).compose(before -> {
      request.mustMatch(Shown.of(before));
      return store
          .revoke(before.id())
          .map(revoked -> Change.deleted("key", before.id(), Shown.of(before)));
    }));
  }

  /** A new key of the same role; the old one works on for the overlap. */
  private Future<Answer> rotate(Request request, Writing keys) {
    Long overlap = request.body(Rotation.class).overlapSeconds();
    Instant until = Instant.now().plus(Duration.ofSeconds(overlap == null ? 0 : overlap));
    return keys.in(store -> found(store, request)
        .compose(old -> store
            .update(old.id(), old.name(), earlier(until, old.expiresAt()))
            .compose(ending -> add(
                store,
                request.under("").replaceAll("[^/]+/rotations/$", ""),
                old.name(),
                old.role(),
                null))));
  }

  private static Future<Change> add(
      ApiKeyStore store, String under, String name, String role, @Nullable Instant expiresAt) {
    var key = ApiKey.random();
    return store
        .add(new Fresh(name, role, Buffer.buffer(key.sha256()), key.hint(), expiresAt))
        .compose(id -> store.byId(id))
        .map(added -> added.orElseThrow(Fault.missing("owner")))
        .map(view -> Change.created(
            "key",
            view.id(),
            Shown.of(view),
            Answer.createdOnce(
                under + view.id(),
                Shown.of(view),
                Shown.with(view, null, key.value().reveal()))));
  }

  private static Future<View> found(ApiKeyStore store, Request request) {
    return store.byId(request.uuid("key")).map(found -> found.orElseThrow(Fault.missing("key")));
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other == null || one.isBefore(other) ? one : other;
  }

  private static String cursor(View view) {
    return "%020d %s".formatted(view.createdAt().toEpochMilli(), view.id());
  }

  private Reading inAgency(Request request) {
    return new Reading() {
      @Override
      public <T> Future<T> in(Function<ApiKeyStore, Future<T>> work) {
        return database.inAgency(request.agency(), stores -> work.apply(stores.keys()));
      }
    };
  }

  private Reading inTenant(Request request) {
    return new Reading() {
      @Override
      public <T> Future<T> in(Function<ApiKeyStore, Future<T>> work) {
        return database.inTenant(request.tenant(), stores -> work.apply(stores.keys()));
      }
    };
  }

  private Writing agencyWrite(Request request) {
    return work -> writes.inAgency(request, request.agency(), stores -> work.apply(stores.keys()));
  }

  private Writing tenantWrite(Request request) {
    return work -> writes.inTenant(request, stores -> work.apply(stores.keys()));
  }
}
