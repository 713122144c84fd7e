package dev.frontdesk.store;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How a test waits: for a future, or for something to become true, never for time to pass. */
final class Wait {
  private static final long LONGEST_S = 30;

  private Wait() {}

  static <T> T on(Future<T> future) {
    try {
      return future.await(LONGEST_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within " + LONGEST_S + " s", e);
    }
  }

  static boolean yes(Future<Boolean> future) {
    return on(future);
  }

  /** What {@code future} fails with. */
  static Throwable failure(Future<?> future) {
    return on(future.transform(done -> done.failed()
        ? Future.succeededFuture(done.cause())
        : Future.failedFuture(new AssertionError("succeeded: " + done.result()))));
  }

  static void until(String what, BooleanSupplier condition) {
    until(what, LONGEST_S, condition);
  }

  static void until(String what, long longestSeconds, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(longestSeconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + longestSeconds + " s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
