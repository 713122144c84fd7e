package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Field;
import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.store.StoreRefused;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as RFC 9457 has them; the one map from what went wrong to a status. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  private record Problem(
      String type,
      String title,
      int status,
      @Nullable String detail,
      @Nullable List<Field> errors) {}

  static void answer(HttpServerResponse response, Throwable cause) {
    if (response.ended() || response.closed()) {
      return;
    }
    Fault fault = fault(cause);
    Kind kind = fault.kind;
    if (kind == Kind.UNAUTHENTICATED || !fault.challenge.isEmpty()) {
      response.putHeader(
          "www-authenticate",
          "Bearer realm=\"frontdesk\"" + (fault.challenge.isEmpty() ? "" : ", " + fault.challenge));
    }
    if (fault.retryAfter > 0) {
      response.putHeader("retry-after", Long.toString(fault.retryAfter));
    }
    response
        .setStatusCode(kind.status)
        .putHeader("content-type", "application/problem+json")
        .putHeader("cache-control", "no-store")
        .end(Wire.json(new Problem(
            kind.type(),
            kind.title,
            kind.status,
            fault.getMessage(),
            fault.fields.isEmpty() ? null : fault.fields)));
  }

  private static Fault fault(Throwable cause) {
    if (cause instanceof Fault fault) {
      return fault;
    }
    if (cause instanceof StoreUnavailable || cause instanceof TimeoutException) {
      LOG.atWarn().setCause(cause).log("admin request not answered in time");
      return new Fault(Kind.UNAVAILABLE, "try again in a moment");
    }
    if (cause instanceof StoreRefused refused) {
      return refused(refused);
    }
    LOG.atError().setCause(cause).log("admin request failed");
    return new Fault(Kind.INTERNAL, "it has been logged");
  }

  private static Fault refused(StoreRefused refused) {
    return switch (refused.sqlState()) {
      case "23505" -> new Fault(Kind.CONFLICT, "something with this name or number exists already");
      case "23503" -> new Fault(Kind.CONFLICT, "something else refers to it");
      case "23514", "22001", "22003", "22008", "22021", "22P05" ->
        new Fault(
            Kind.INVALID,
            refused.constraint() == null
                ? "a value is out of range"
                : "refused: " + refused.constraint());
      default -> {
        LOG.atError().setCause(refused).log("admin request refused by the database");
        yield new Fault(Kind.INTERNAL, "it has been logged");
      }
    };
  }
}
