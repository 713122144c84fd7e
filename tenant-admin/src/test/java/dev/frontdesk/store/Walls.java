package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The store as it is, and with one of its two walls down, for tests that both hold alone. */
public enum Walls {
  BOTH,
  /** The store's statements name no tenant: row-level security stands alone. */
  NO_CONDITIONS,
  /** A superuser, whom row-level security does not bind: the conditions stand alone. */
  NO_ROW_LEVEL_SECURITY,
  /** Nothing stands: what a test of the walls must notice. */
  NONE;

  public Future<Database> open(Vertx vertx, DatabaseSettings running, DatabaseSettings migrating) {
    return switch (this) {
      case BOTH -> Database.open(vertx, running);
      case NO_CONDITIONS ->
        Future.succeededFuture(
            Database.unchecked(vertx, running, ConnectOptions.RUNTIME_ROLE, false));
      case NO_ROW_LEVEL_SECURITY ->
        Future.succeededFuture(Database.unchecked(vertx, migrating, migrating.user(), true));
      case NONE ->
        Future.succeededFuture(Database.unchecked(vertx, migrating, migrating.user(), false));
    };
  }
}
