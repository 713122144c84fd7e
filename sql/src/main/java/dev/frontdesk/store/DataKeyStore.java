package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.WrappedKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data keys of all owners, wrapped: nothing here can open them. */
final class DataKeyStore {
  static final int PAGE = 200;

  private final Door door;

  DataKeyStore(Door door) {
    this.door = door;
  }

  /** One row. */
  record DataKey(UUID id, Owner owner, WrappedKey key) {
    private static DataKey of(Row row) {
      UUID tenant = row.getUUID("tenant");
      UUID agency = row.getUUID("agency");
      Owner owner = tenant != null
          ? Owner.of(new TenantId(tenant))
          : agency != null ? Owner.of(new AgencyId(agency)) : Owner.PLATFORM;
      return new DataKey(
          row.getUUID("id"),
          owner,
          WrappedKey.of(row.getBuffer("wrapped").getBytes(), row.getInteger("master_version")));
    }
  }

  /** The same data key, wrapped anew. */
  record Rewrapped(DataKey before, WrappedKey after) {}

  /** The next {@value #PAGE}, in the order of their ids; empty at the end. */
  Future<List<DataKey>> after(@Nullable UUID last) {
    return door.list(
        "list data keys",
        "SELECT id, tenant, agency, wrapped, master_version FROM door.data_keys($1, $2)",
        Tuple.of(last, PAGE),
        DataKey::of);
  }

  /**
   * All of them or none.
   *
   * @param version of the master key that wraps them now
   * @return how many; fewer than given if some have changed or gone since they were read
   */
  Future<Integer> replace(List<Rewrapped> keys, int version) {
    if (keys.isEmpty()) {
      return Future.succeededFuture(0);
    }
    return door.ask(
            "re-wrap data keys",
            "SELECT door.data_keys_rewrap($1, $2, $3, $4) AS done",
            Tuple.of(
                keys.stream().map(key -> key.before().id()).toArray(UUID[]::new),
                keys.stream().map(key -> buffer(key.before().key())).toArray(Buffer[]::new),
                keys.stream().map(key -> buffer(key.after())).toArray(Buffer[]::new),
                version))
        .map(rows -> rows.iterator().next().getInteger("done"));
  }

  private static Buffer buffer(WrappedKey key) {
    return Buffer.buffer(key.bytes());
  }
}
