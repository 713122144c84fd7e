package dev.frontdesk;

import dev.frontdesk.store.Database;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** A database of its own and nothing of a gateway, for the tests of one room. */
public final class OwnDatabase implements AutoCloseable {
  private final TestServer server = new TestServer();
  private final Vertx vertx = Vertx.vertx();
  private final Wire wire = new Wire(vertx, server.running().port());
  private final Database database =
      TestGateway.await(Database.open(vertx, TestGateway.through(server.running(), wire.port())));

  public Database database() {
    return database;
  }

  /** Past all walls. */
  public void run(String sql) {
    server.run(sql);
  }

  /** The database is away. */
  public void cut() {
    wire.cut();
  }

  public void mend() {
    wire.mend();
  }

  /** What became of it, failed or not. */
  public <T> AsyncResult<T> outcome(Future<T> future) {
    return await(future.transform(Future::succeededFuture));
  }

  public <T> T await(Future<T> future) {
    return TestGateway.await(future);
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
    server.close();
  }
}
