package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.store.KeyRing;
import dev.frontdesk.store.KeyStore.Holder;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks, by their key; how often, and how often in vain. */
final class Gate {
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST_KEY = 200;
  private static final UUID BOOTSTRAP = new UUID(0, 0);

  private final KeyRing ring;
  private final byte @Nullable [] bootstrap;
  private final Allowance requests;
  private final Allowance failures;

  Gate(KeyRing ring, ApiSettings settings) {
    this.ring = ring;
    this.bootstrap =
        settings.bootstrapKey().map(key -> ApiKey.sha256(key.reveal())).orElse(null);
    this.requests = new Allowance(settings.requestsPerSecond(), settings.burst(), System::nanoTime);
    this.failures = new Allowance(
        (double) settings.failures() / settings.failuresWithin().toSeconds(),
        settings.failures(),
        System::nanoTime);
  }

  /**
   * Whether who was admitted with {@code request} still would be. Asked of memory, and of the database once a key has changed; with the
   * database away the last answer holds.
   */
  Future<Boolean> stillGood(RoutingContext request) {
    byte[] sha256 = sha256(request.request().getHeader("authorization"));
    return bootstrap != null && MessageDigest.isEqual(bootstrap, sha256)
        ? Future.succeededFuture(true)
        : ring.find(sha256).map(Optional::isPresent).otherwise(true);
  }

  /** Fails with UNAUTHENTICATED, or LIMIT. */
  Future<Principal> enter(RoutingContext request) {
    String given = request.request().getHeader("authorization");
    if (given == null
        || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || given.length() > LONGEST_KEY) {
      return Future.failedFuture(
          new Fault(Kind.UNAUTHENTICATED, "send a key as Authorization: Bearer fd_…"));
    }
    byte[] sha256 = sha256(given);
    String address = request.request().remoteAddress().hostAddress();
    if (bootstrap != null && MessageDigest.isEqual(bootstrap, sha256)) {
      return limited(request, new Principal(BOOTSTRAP, "bootstrap", Role.PLATFORM, null, null));
    }
    // An address that guesses has to wait; those behind it whose key was good a moment ago have
    // not.
    if (!failures.has(address) && !ring.knows(sha256)) {
      return Future.failedFuture(tooMany(request, failures.secondsUntil(address)));
    }
    return ring.find(sha256)
        .compose(holder -> holder
            .flatMap(Gate::principal)
            .map(principal -> limited(request, principal))
            .orElseGet(() -> refused(address)));
  }

  private static byte[] sha256(String authorization) {
    return ApiKey.sha256(authorization.substring(SCHEME.length()).strip());
  }

  private Future<Principal> limited(RoutingContext request, Principal principal) {
    return requests.take(principal.key())
        ? Future.succeededFuture(principal)
        : Future.failedFuture(tooMany(request, requests.secondsUntil(principal.key())));
  }

  private Future<Principal> refused(String address) {
    failures.take(address);
    return Future.failedFuture(
        new Fault(Kind.UNAUTHENTICATED, "the key is unknown, expired or revoked"));
  }

  private static Fault tooMany(RoutingContext request, long seconds) {
    request.response().putHeader("retry-after", Long.toString(seconds));
    return new Fault(Kind.LIMIT, "try again in " + seconds + " s");
  }

  private static Optional<Principal> principal(Holder holder) {
    return Role.of(holder.role())
        .map(role -> new Principal(
            holder.id(),
            "key " + holder.name() + " (" + holder.id() + ")",
            role,
            holder.agency(),
            holder.tenant()));
  }
}
