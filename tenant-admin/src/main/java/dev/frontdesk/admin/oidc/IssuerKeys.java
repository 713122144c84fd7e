package dev.frontdesk.admin.oidc;

import com.nimbusds.jose.jwk.JWK;
import dev.frontdesk.admin.oidc.Issuer.Found;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys, kept for minutes, renewed before they are due, and kept on while the issuer is away. May be used from any thread.
 */
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration LEAST = Duration.ofMinutes(5);
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration MOST = Duration.ofMinutes(15);

  /** From then on they are renewed beside the requests that use them. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** An unknown key id is worth a question, but whoever invents ids may not make us ask all the time. */
  private static final Duration UNKNOWN_EVERY = Duration.ofSeconds(30);

  private static final Duration RETRY_WITH_KEYS = Duration.ofSeconds(30);
  private static final Duration RETRY_WITHOUT = Duration.ofSeconds(2);

  /** A key that the issuer may have taken back long ago is no key. */
  private static final Duration KEPT_ON_OUTAGE = Duration.ofHours(24);

  private final Supplier<Future<Found>> issuer;
  private final InstantSource clock;
  private List<JWK> keys = List.of();
  private Instant foundAt = Instant.MIN;
  private Instant dueAt = Instant.MIN;
  private Instant askedAt = Instant.MIN;
  private Instant unknownAt = Instant.MIN;
  private @Nullable Future<Void> asking;

  /** @param issuer asked for its keys; fails with {@link IssuerAway} */
  IssuerKeys(Supplier<Future<Found>> issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The keys of this id: none if the issuer has none; fails with {@link IssuerAway} if no key of it is known at all. */
  synchronized Future<List<JWK>> named(String id) {
    Instant now = clock.instant();
    if (!isUsable(now)) {
      return renewed(now, RETRY_WITHOUT).map(done -> known(id));
    }
    if (!now.isBefore(dueAt)) {
      return renewed(now, RETRY_WITH_KEYS).otherwiseEmpty().map(done -> known(id));
    }
    if (!now.isBefore(dueAt.minus(AHEAD))) {
      renewed(now, RETRY_WITH_KEYS).otherwiseEmpty();
    }
    boolean mayAsk = unknownAt.isBefore(now.minus(UNKNOWN_EVERY));
    if (known(id).isEmpty() && mayAsk) {
      unknownAt = now;
      return renewed(now, Duration.ZERO).otherwiseEmpty().map(done -> known(id));
    }
    return Future.succeededFuture(known(id));
  }

  /** Whether a key of this id is known and usable; never asks. */
  synchronized boolean has(String id) {
    return isUsable(clock.instant()) && !known(id).isEmpty();
  }

  private boolean isUsable(Instant now) {
    return !keys.isEmpty() && now.isBefore(foundAt.plus(KEPT_ON_OUTAGE));
  }

  private synchronized List<JWK> known(String id) {
    return keys.stream().filter(key -> id.equals(key.getKeyID())).toList();
  }

  /** One question at a time, and none too soon after the last. */
  private Future<Void> renewed(Instant now, Duration notWithin) {
    if (asking != null) {
      return asking;
    }
    if (askedAt.isAfter(now.minus(notWithin))) {
      return Future.failedFuture(new IssuerAway("was asked in vain a moment ago"));
    }
    askedAt = now;
    Future<Void> asked =
        issuer.get().onSuccess(this::found).onFailure(this::away).mapEmpty();
    if (!asked.isComplete()) {
      asking = asked;
    }
    return asked;
  }

  private synchronized void found(Found found) {
    asking = null;
    Instant now = clock.instant();
    keys = found.keys();
    foundAt = now;
    dueAt = now.plus(clamped(found.goodFor()));
    LOG.atDebug().log("the issuer of tokens has {} keys", keys.size());
  }

  private synchronized void away(Throwable cause) {
    asking = null;
    LOG.atWarn().setCause(cause).log("the issuer of tokens: {}", cause.getMessage());
  }

  private static Duration clamped(@Nullable Duration given) {
    Duration wanted = given == null ? USUAL : given;
    return wanted.compareTo(LEAST) < 0 ? LEAST : wanted.compareTo(MOST) > 0 ? MOST : wanted;
  }
}
