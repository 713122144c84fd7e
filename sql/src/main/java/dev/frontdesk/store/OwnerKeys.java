package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.WrappedKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals secrets under the data key of their owner, which is made with the first one. */
final class OwnerKeys {
  private static final String KEY = """
      SELECT id, wrapped, master_version FROM data_key
      WHERE {own} AND tenant_id IS NOT DISTINCT FROM $2 AND agency_id IS NOT DISTINCT FROM $3
      ORDER BY created_at DESC LIMIT 1
      """;
  private static final String INSERT_KEY = """
      INSERT INTO data_key (id, tenant_id, agency_id, wrapped, master_version)
      SELECT $2, $3, $4, $5, $6 WHERE $1::uuid IS NOT NULL
      """;

  private final Scope scope;
  private final SecretVault vault;

  OwnerKeys(Scope scope, SecretVault vault) {
    this.scope = scope;
    this.vault = vault;
  }

  /** Whose; the ids as they stand in the owner's rows. */
  record DataOwner(@Nullable UUID tenant, @Nullable UUID agency) {
    static DataOwner of(Row row) {
      return new DataOwner(row.getUUID("tenant_id"), row.getUUID("agency_id"));
    }

    Owner name() {
      return tenant != null
          ? Owner.of(new TenantId(tenant))
          : agency != null ? Owner.of(new AgencyId(agency)) : Owner.PLATFORM;
    }
  }

  /** @param key id of the data key that opens it */
  record Sealed(Buffer bytes, UUID key) {}

  Future<Sealed> seal(DataOwner owner, Secret secret) {
    return keyOf(owner).compose(key -> sealed(owner, key, secret));
  }

  private Future<Sealed> sealed(DataOwner owner, StoredKey key, Secret secret) {
    try {
      byte[] bytes = vault.seal(owner.name(), key.key(), secret);
      return Future.succeededFuture(new Sealed(Buffer.buffer(bytes), key.id()));
    } catch (SecretVault.Unreadable e) {
      return Future.failedFuture(
          new IllegalStateException("the owner's data key does not open", e));
    }
  }

  private Future<StoredKey> keyOf(DataOwner owner) {
    return scope
        .first("find data key", KEY, StoredKey::of, owner.tenant(), owner.agency())
        .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> newKey(owner)));
  }

  private Future<StoredKey> newKey(DataOwner owner) {
    var key = new StoredKey(UUID.randomUUID(), vault.newKey(owner.name()));
    return scope
        .run(
            "create data key",
            INSERT_KEY,
            key.id(),
            owner.tenant(),
            owner.agency(),
            Buffer.buffer(key.key().bytes()),
            key.key().masterVersion())
        .map(key);
  }

  private record StoredKey(UUID id, WrappedKey key) {
    static StoredKey of(Row row) {
      return new StoredKey(
          row.getUUID("id"),
          WrappedKey.of(row.getBuffer("wrapped").getBytes(), row.getInteger("master_version")));
    }
  }
}
