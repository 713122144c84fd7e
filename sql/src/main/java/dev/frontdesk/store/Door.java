package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Calls the functions of schema {@code door}: each one statement, one round trip, its own transaction. */
final class Door {
  private final Pool pool;
  private final Duration longest;
  private volatile boolean away;

  Door(Pool pool, Duration longest) {
    this.pool = pool;
    this.longest = longest;
  }

  /**
   * @param what names the job in failures
   * @param call such as {@code SELECT door.fence($1, $2, $3) AS epoch}
   */
  Future<RowSet<Row>> ask(String what, String call, Tuple arguments) {
    return ask(what, longest, call, arguments);
  }

  /**
   * For what cannot wait: at most for {@code most}, and not at all once somebody waited in vain. Others go on asking, some of them
   * several times a second, and the first answer ends that.
   */
  Future<RowSet<Row>> askAtOnce(String what, Duration most, String call, Tuple arguments) {
    return away
        ? Future.failedFuture(new StoreUnavailable(what + ": database away", null))
        : ask(what, most, call, arguments);
  }

  /** @param most fails after that, as if the database were away */
  Future<RowSet<Row>> ask(String what, Duration most, String call, Tuple arguments) {
    return Failures.named(what, most, pool.preparedQuery(call).execute(arguments))
        .onComplete(done -> away = done.cause() instanceof StoreUnavailable);
  }

  <T> Future<List<T>> list(String what, String call, Tuple arguments, Function<Row, T> mapping) {
    return ask(what, call, arguments).map(rows -> mapped(rows, mapping));
  }

  static <T> List<T> mapped(RowSet<Row> rows, Function<Row, T> mapping) {
    return StreamSupport.stream(rows.spliterator(), false).map(mapping).toList();
  }
}
