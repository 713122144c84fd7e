package dev.frontdesk.journal;

import dev.frontdesk.bus.BusMessage.EffectAsked;
import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.EffectVerdict.Verdict;
import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.model.CallId;
import dev.frontdesk.store.EffectStore;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants an effect once, under the epoch of its call, and keeps what came of it. With the database away the synced spool of this node is
 * the witness, because no other node can take a call over then, and the cluster is one too, in case this node is gone when the database
 * is back. If others do reach the database, it is waited for: the call may be theirs.
 */
final class EffectDesk {
  static final String TAKE_MESSAGE = "take_message";

  /** Less than whoever asks waits. */
  private static final Duration WAITS_FOR_THE_DATABASE = Duration.ofSeconds(4);

  private static final Duration ASKS_AGAIN_AFTER = Duration.ofMillis(250);
  private static final EffectVerdict STALE = new EffectVerdict(Verdict.STALE, null);
  private static final Logger LOG = LoggerFactory.getLogger(EffectDesk.class);

  private final Vertx vertx;
  private final EffectStore store;
  private final Appender appender;
  private final RecordCodec codec;
  private final Granted granted;
  private final SharedGrants shared;
  private final Witnesses witnesses;

  EffectDesk(
      Vertx vertx,
      EffectStore store,
      Appender appender,
      RecordCodec codec,
      Granted granted,
      SharedGrants shared,
      Witnesses witnesses) {
    this.vertx = vertx;
    this.store = store;
    this.appender = appender;
    this.codec = codec;
    this.granted = granted;
    this.shared = shared;
    this.witnesses = witnesses;
  }

  /** What was granted here is known here, whether the database is away, back, or was asked by two at once. */
  Future<EffectVerdict> verdict(EffectAsked asked) {
    long until = System.nanoTime() + WAITS_FOR_THE_DATABASE.toNanos();
    return asked.epoch() == 1
        ? verdict(asked, until)
        : shared
            .find(asked.call(), asked.effect())
            .compose(
                found -> found.map(Future::succeededFuture).orElseGet(() -> verdict(asked, until)));
  }

  private Future<EffectVerdict> verdict(EffectAsked asked, long until) {
    Optional<EffectVerdict> repeated = repeated(asked);
    if (repeated.isPresent()) {
      return Future.succeededFuture(repeated.get());
    }
    if (appender.isSpooling()) {
      return withoutTheDatabase(asked, until);
    }
    return stored(asked)
        .map(verdict -> remembered(asked, verdict))
        .recover(cause -> cause instanceof StoreUnavailable
            ? withoutTheDatabase(asked, until)
            : Future.failedFuture(cause));
  }

  private Future<EffectVerdict> withoutTheDatabase(EffectAsked asked, long until) {
    return witnesses.noneReachesTheDatabase().compose(nobody -> {
      if (nobody) {
        return grantHere(asked);
      }
      return stored(asked)
          .map(verdict -> remembered(asked, verdict))
          .recover(cause -> cause instanceof StoreUnavailable
              ? Future.succeededFuture(STALE)
              : Future.failedFuture(cause))
          .compose(verdict -> verdict.verdict() == Verdict.STALE && System.nanoTime() < until
              ? askedAgain(asked, until)
              : Future.succeededFuture(verdict));
    });
  }

  /** Its claim may still be in our spool. */
  private Future<EffectVerdict> askedAgain(EffectAsked asked, long until) {
    return vertx
        .timer(ASKS_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)
        .compose(waited -> verdict(asked, until));
  }

  /** Written to the database, or to the spool, where it stands behind its grant. */
  void ended(EffectEnded ended) {
    granted.ended(ended.call(), ended.effect(), ended.result());
    shared.ended(ended.call(), ended.effect(), ended.result());
    kept(ended)
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("call", ended.call())
            .log("result of an effect not kept: {}", cause.getMessage()));
  }

  private Future<Void> kept(EffectEnded ended) {
    if (appender.isSpooling()) {
      return later(ended.call(), 0, Rows.EFFECT_ENDED, ended);
    }
    return store
        .finish(ended.call(), ended.effect(), ended.result())
        .recover(cause -> cause instanceof StoreUnavailable
            ? later(ended.call(), 0, Rows.EFFECT_ENDED, ended)
            : Future.failedFuture(cause));
  }

  private Optional<EffectVerdict> repeated(EffectAsked asked) {
    return granted
        .find(asked.call(), asked.effect())
        .map(grant -> new EffectVerdict(Verdict.DONE, grant.result()));
  }

  private Future<dev.frontdesk.store.EffectVerdict> stored(EffectAsked asked) {
    return asked.kind().equals(TAKE_MESSAGE)
        ? store.takeMessage(
            asked.call(), asked.epoch(), asked.effect(), asked.tenant(), asked.payload())
        : store.claim(asked.call(), asked.epoch(), asked.effect(), asked.kind(), asked.payload());
  }

  private EffectVerdict remembered(EffectAsked asked, dev.frontdesk.store.EffectVerdict stored) {
    var verdict = new EffectVerdict(Verdict.valueOf(stored.state().name()), stored.result());
    if (verdict.verdict() != Verdict.GRANTED) {
      return verdict;
    }
    // Asked twice at once, the other one may have been granted here while this one was with the
    // database.
    return repeated(asked).orElseGet(() -> {
      granted.add(asked.call(), asked.effect(), verdict.result());
      return verdict;
    });
  }

  private Future<EffectVerdict> grantHere(EffectAsked asked) {
    Optional<EffectVerdict> repeated = repeated(asked);
    if (repeated.isPresent()) {
      return Future.succeededFuture(repeated.get());
    }
    granted.add(asked.call(), asked.effect(), null);
    shared.add(asked.call(), asked.effect());
    var late = new LateEffect(asked.tenant(), asked.effect(), asked.kind(), asked.payload());
    return later(asked.call(), asked.epoch(), Rows.EFFECT, late)
        .map(new EffectVerdict(Verdict.GRANTED, null))
        .onFailure(full -> granted.remove(asked.call(), asked.effect()));
  }

  private Future<Void> later(CallId call, int epoch, String kind, Object late) {
    return appender.append(
        List.of(new Entry(call, epoch, 0, Instant.EPOCH, kind, codec.text(late))));
  }
}
