package dev.frontdesk.journal;

import dev.frontdesk.bus.BusMessage.EffectAsked;
import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.EffectVerdict.Verdict;
import dev.frontdesk.bus.Entry;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.model.CallId;
import dev.frontdesk.store.EffectStore;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants an effect once, under the epoch of its call. With the database away the synced spool of this node is the witness: no other
 * node can take a call over then.
 */
final class EffectDesk {
  static final String TAKE_MESSAGE = "take_message";
  private static final Logger LOG = LoggerFactory.getLogger(EffectDesk.class);

  private record Key(CallId call, String effect) {}

  private final EffectStore store;
  private final Appender appender;
  private final RecordCodec codec;
  private final Set<Key> grantedHere = new HashSet<>();

  EffectDesk(EffectStore store, Appender appender, RecordCodec codec) {
    this.store = store;
    this.appender = appender;
    this.codec = codec;
  }

  Future<EffectVerdict> verdict(EffectAsked asked) {
    if (appender.isSpooling() || grantedHere.contains(new Key(asked.call(), asked.effect()))) {
      return grantHere(asked);
    }
    return stored(asked)
        .map(
            verdict -> new EffectVerdict(Verdict.valueOf(verdict.state().name()), verdict.result()))
        .recover(cause ->
            cause instanceof StoreUnavailable ? grantHere(asked) : Future.failedFuture(cause));
  }

  void ended(EffectEnded ended) {
    store
        .finish(ended.call(), ended.effect(), ended.result())
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("call", ended.call())
            .log("result of an effect not kept: {}", cause.getMessage()));
  }

  private Future<dev.frontdesk.store.EffectVerdict> stored(EffectAsked asked) {
    return asked.kind().equals(TAKE_MESSAGE)
        ? store.takeMessage(
            asked.call(), asked.epoch(), asked.effect(), asked.tenant(), asked.payload())
        : store.claim(asked.call(), asked.epoch(), asked.effect(), asked.kind(), asked.payload());
  }

  private Future<EffectVerdict> grantHere(EffectAsked asked) {
    if (!grantedHere.add(new Key(asked.call(), asked.effect()))) {
      return Future.succeededFuture(new EffectVerdict(Verdict.DONE, null));
    }
    var late = new LateEffect(asked.tenant(), asked.effect(), asked.kind(), asked.payload());
    var entry =
        new Entry(asked.call(), asked.epoch(), 0, Instant.EPOCH, Rows.EFFECT, codec.text(late));
    return appender.append(List.of(entry)).map(new EffectVerdict(Verdict.GRANTED, null));
  }
}
