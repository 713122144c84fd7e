package dev.frontdesk.store;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sorts what the driver throws into "away" and "refused", and gives every wait its end. */
final class Failures {
  /**
   * Not our fault and not forever: read-only after a failover, serialization failure, deadlock, cancelled by the statement timeout.
   */
  private static final Set<String> PASSING = Set.of("25006", "40001", "40P01", "57014");

  private static final String NO_CONNECTION_LEFT = "53300";

  private Failures() {}

  /** {@code asked}, at most for {@code longest}, its failure named {@code what}. */
  static <T> Future<T> named(String what, Duration longest, Future<T> asked) {
    return asked
        .timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> Future.failedFuture(sorted(what, longest, cause)));
  }

  static Throwable sorted(String what, Duration longest, Throwable cause) {
    if (cause instanceof PgException refusal) {
      return sorted(what, refusal);
    }
    if (cause instanceof TimeoutException) {
      return new StoreUnavailable(
          "%s: no answer within %d ms".formatted(what, longest.toMillis()), cause);
    }
    // Closed connections, refused connections, a full or closed pool.
    if (cause instanceof IOException || cause instanceof VertxException) {
      return new StoreUnavailable("%s: database away".formatted(what), cause);
    }
    return cause;
  }

  private static RuntimeException sorted(String what, PgException refusal) {
    String state = refusal.getSqlState();
    if (NO_CONNECTION_LEFT.equals(state)) {
      return new StoreUnavailable(
          what + ": the database has no connection left for this node (53300)", refusal);
    }
    if (state == null || state.matches("(08|53|57P|58).*") || PASSING.contains(state)) {
      return new StoreUnavailable("%s: database away (%s)".formatted(what, state), refusal);
    }
    // The message of the database may quote a caller's words; the constraint does not.
    return new StoreRefused(
        "%s refused: SQLSTATE %s%s"
            .formatted(
                what, state, refusal.getConstraint() == null ? "" : ", " + refusal.getConstraint()),
        state,
        refusal.getConstraint(),
        refusal);
  }
}
