package dev.frontdesk;

import dev.frontdesk.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** A database of its own and nothing of a gateway, for the tests of one room. */
public final class OwnDatabase implements AutoCloseable {
  private final TestServer server = new TestServer();
  private final Vertx vertx = Vertx.vertx();
  private final Database database = TestGateway.await(Database.open(vertx, server.running()));

  public Database database() {
    return database;
  }

  /** Past all walls. */
  public void run(String sql) {
    server.run(sql);
  }

  public <T> T await(Future<T> future) {
    return TestGateway.await(future);
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
  }
}
