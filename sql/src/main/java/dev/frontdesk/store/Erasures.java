package dev.frontdesk.store;

import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.ErasureStore.Certificate;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * Erases a caller who asks to be forgotten, from one tenant. That calls took place, when, and what they cost, stays. What a node still
 * holds in its spool is erased as it arrives: its calls are known to be erased, or are held against the certificates.
 */
public final class Erasures {
  private static final int CALLS_AT_ONCE = 200;

  private final Database database;
  private final Door door;

  Erasures(Database database, Door door) {
    this.database = database;
    this.door = door;
  }

  /**
   * Erases {@code number}; asked again, it erases what has come since and gives another certificate. A number that is unknown here is
   * no failure. Not one transaction: cut off in between, the certificate stays unfinished and is to be asked for again.
   *
   * @param askedBy who did, for the certificate
   */
  public Future<Certificate> erase(TenantId tenant, PhoneNumber number, String askedBy) {
    return database
        .inTenant(tenant, stores -> stores.erasures().begin(number, askedBy))
        .compose(id -> batchesUnderWay()
            .compose(over -> sweep(tenant, id, number))
            .compose(
                swept -> database.inTenant(tenant, stores -> stores.erasures().byId(id))))
        .map(Optional::orElseThrow);
  }

  /** A batch of facts that began before the certificate was there does not know of it. */
  private Future<Void> batchesUnderWay() {
    return door.ask("wait for the journal", "SELECT door.journal_barrier()", Tuple.tuple())
        .mapEmpty();
  }

  private Future<Void> sweep(TenantId tenant, UUID id, PhoneNumber number) {
    return database
        .inTenant(tenant, stores -> stores.erasures().sweep(id, number, CALLS_AT_ONCE))
        .compose(more -> more ? sweep(tenant, id, number) : Future.succeededFuture());
  }
}
