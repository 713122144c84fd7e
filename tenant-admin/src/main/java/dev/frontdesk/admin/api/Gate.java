package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.admin.oidc.IssuerAway;
import dev.frontdesk.admin.oidc.Token;
import dev.frontdesk.admin.oidc.TokenRefused;
import dev.frontdesk.admin.oidc.Tokens;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.store.KeyRing;
import dev.frontdesk.store.KeyStore.Holder;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks, by their key or token; how often, and how often in vain. */
final class Gate {
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_TOKEN = 6_000;
  private static final UUID BOOTSTRAP = new UUID(0, 0);
  private static final String ADMITTED = Admitted.class.getName();

  private final KeyRing ring;
  private final Reach reach;
  private final @Nullable Tokens tokens;
  private final @Nullable Claims claims;
  private final TrustedProxies proxies;
  private final byte @Nullable [] bootstrap;
  private final Allowance requests;
  private final Allowance failures;

  /** @param tokens null: none are taken */
  Gate(KeyRing ring, @Nullable Tokens tokens, Reach reach, ApiSettings settings) {
    this.ring = ring;
    this.tokens = tokens;
    this.reach = reach;
    this.claims = settings.oidc().map(Claims::new).orElse(null);
    this.proxies = settings.proxies();
    this.bootstrap =
        settings.bootstrapKey().map(key -> ApiKey.sha256(key.reveal())).orElse(null);
    this.requests = new Allowance(settings.requestsPerSecond(), settings.burst(), System::nanoTime);
    this.failures = new Allowance(
        (double) settings.failures() / settings.failuresWithin().toSeconds(),
        settings.failures(),
        System::nanoTime);
  }

  /** Who was admitted with a token. */
  private record Admitted(Token token, Principal who) {}

  /**
   * Whether who was admitted with {@code request} still would be. Asked of memory, and of the database once a key has changed; with the
   * database away the last answer holds. The issuer of a token is not asked.
   */
  Future<Boolean> stillGood(RoutingContext request) {
    if (tokens != null && request.get(ADMITTED) instanceof Admitted admitted) {
      return tokens.isStillGood(admitted.token())
          ? isThere(admitted.who()).otherwise(true)
          : Future.succeededFuture(false);
    }
    byte[] sha256 = ApiKey.sha256(bearer(request));
    return isBootstrap(sha256)
        ? Future.succeededFuture(true)
        : ring.find(sha256).map(Optional::isPresent).otherwise(true);
  }

  /** Fails with UNAUTHENTICATED, FORBIDDEN, LIMIT or, while the issuer of tokens is away, UNAVAILABLE. */
  Future<Principal> enter(RoutingContext request) {
    String bearer = bearer(request);
    if (bearer.isEmpty()) {
      return Future.failedFuture(
          new Fault(Kind.UNAUTHENTICATED, "send a key as Authorization: Bearer fd_…"));
    }
    String address = proxies.client(request.request());
    if (tokens != null && claims != null && Tokens.isToken(bearer)) {
      return bearer.length() > LONGEST_TOKEN
          ? refused(request, address, "the token is too long")
          : byToken(request, address, bearer, tokens, claims);
    }
    return bearer.length() > LONGEST_KEY
        ? refused(request, address, "the key is too long")
        : byKey(request, address, ApiKey.sha256(bearer));
  }

  private Future<Principal> byKey(RoutingContext request, String address, byte[] sha256) {
    if (isBootstrap(sha256)) {
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
            .orElseGet(() -> refused(request, address, "the key is unknown, expired or revoked")));
  }

  /** A good token is let in from any address: that it is good shows without asking anybody. */
  private Future<Principal> byToken(
      RoutingContext request, String address, String bearer, Tokens checked, Claims meaning) {
    return checked
        .check(bearer)
        .recover(cause -> cause instanceof TokenRefused
            ? refused(request, address, String.valueOf(cause.getMessage()))
            : Future.failedFuture(cause instanceof IssuerAway ? away(request) : cause))
        .compose(token -> {
          Principal who = meaning.principal(token);
          request.put(ADMITTED, new Admitted(token, who));
          return limited(request, who);
        })
        .compose(who -> isThere(who)
            .compose(there -> there
                ? Future.succeededFuture(who)
                : Future.failedFuture(Fault.forbidden(
                    "the token names an agency or a tenant of it that is not there", Set.of()))));
  }

  private Future<Boolean> isThere(Principal who) {
    AgencyId agency = who.agency();
    return agency == null ? Future.succeededFuture(true) : reach.isThere(agency, who.tenant());
  }

  private boolean isBootstrap(byte[] sha256) {
    return bootstrap != null && MessageDigest.isEqual(bootstrap, sha256);
  }

  /** Empty: none was sent. */
  private static String bearer(RoutingContext request) {
    String given = request.request().getHeader("authorization");
    return given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? ""
        : given.substring(SCHEME.length()).strip();
  }

  private Future<Principal> limited(RoutingContext request, Principal principal) {
    return requests.take(principal.key())
        ? Future.succeededFuture(principal)
        : Future.failedFuture(tooMany(request, requests.secondsUntil(principal.key())));
  }

  private <T> Future<T> refused(RoutingContext request, String address, String why) {
    return Future.failedFuture(
        failures.take(address)
            ? Fault.badKey(why)
            : tooMany(request, failures.secondsUntil(address)));
  }

  private static Fault away(RoutingContext request) {
    request.response().putHeader("retry-after", "5");
    return new Fault(Kind.UNAVAILABLE, "the issuer of tokens does not answer; keys work");
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
