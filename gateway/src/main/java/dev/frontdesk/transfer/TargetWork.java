package dev.frontdesk.transfer;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.AttemptSeen;
import dev.frontdesk.bus.BusMessage.EffectAsked;
import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.bus.BusMessage.TargetAsked;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.TargetLegs;
import dev.frontdesk.provider.TargetLegs.Rung;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings, joins and drops the target of a warm transfer at the carrier: each once in an attempt, by the owner's order only. */
final class TargetWork {
  private static final Logger LOG = LoggerFactory.getLogger(TargetWork.class);
  private static final Duration VERDICT_WITHIN = Duration.ofSeconds(6);

  private final Bus bus;
  private final Providers providers;

  TargetWork(Bus bus, Providers providers) {
    this.bus = bus;
    this.providers = providers;
  }

  Future<AttemptSeen> perform(TargetAsked asked) {
    return asked.act() == TargetAsked.Act.LOOK ? look(asked) : claimed(asked);
  }

  /** Changes nothing, so whoever owns the call may ask as often as they like. */
  private Future<AttemptSeen> look(TargetAsked asked) {
    var connection = providers.of(asked.endpoint());
    Optional<TargetLegs> legs =
        connection.flatMap(known -> known.provider().control().targetLegs());
    return connection.isEmpty() || legs.isEmpty()
        ? seen(asked, AttemptOutcome.UNKNOWN, "this line cannot ring targets", null)
        : legs.get()
            .look(connection.get().endpoint(), asked.providerCall(), asked.attempt(), asked.leg())
            .compose(found -> seen(asked, found, "asked of the carrier", null));
  }

  private Future<AttemptSeen> claimed(TargetAsked asked) {
    var payload = new JsonObject().put("act", asked.act()).put("leg", asked.leg());
    TransferTarget target = asked.target();
    if (target != null) {
      payload.put("key", target.key()).put("address", target.address());
    }
    return bus.ask(
            Address.EFFECT_ASKED.on(asked.owner()),
            new EffectAsked(
                asked.call(),
                asked.epoch(),
                asked.tenant(),
                effect(asked),
                "transfer",
                payload.encode()),
            EffectVerdict.class,
            VERDICT_WITHIN)
        .compose(verdict -> switch (verdict.verdict()) {
          case GRANTED -> granted(asked);
          case STALE -> seen(asked, AttemptOutcome.REFUSED, "another node owns the call", null);
          case DONE -> before(asked, verdict.result());
        });
  }

  /** A ringing target is the attempt itself; what follows has rows of its own. */
  private static String effect(TargetAsked asked) {
    String attempt = "transfer-" + asked.attempt();
    return asked.act() == TargetAsked.Act.RING
        ? attempt
        : attempt + "-" + asked.act().name().toLowerCase(Locale.ROOT);
  }

  private Future<AttemptSeen> granted(TargetAsked asked) {
    var connection = providers.of(asked.endpoint());
    Optional<TargetLegs> legs =
        connection.flatMap(known -> known.provider().control().targetLegs());
    if (connection.isEmpty() || legs.isEmpty()) {
      return seen(asked, AttemptOutcome.REFUSED, "this line cannot ring targets", null);
    }
    return performed(asked, legs.get(), connection.get().endpoint())
        .map(rung -> reported(asked, rung));
  }

  private static Future<Rung> performed(TargetAsked asked, TargetLegs legs, Endpoint endpoint) {
    String call = asked.providerCall();
    int attempt = asked.attempt();
    return switch (asked.act()) {
      case RING -> ring(asked, legs, endpoint);
      case JOIN -> legs.join(endpoint, call, attempt).map(answer -> new Rung(answer, null));
      case RETURN -> legs.back(endpoint, call, attempt).map(answer -> new Rung(answer, null));
      case LOOK -> throw new IllegalStateException("is no effect");
      case DROP ->
        legs.drop(endpoint, String.valueOf(asked.leg())).map(answer -> new Rung(answer, null));
    };
  }

  private static Future<Rung> ring(TargetAsked asked, TargetLegs legs, Endpoint endpoint) {
    TransferTarget target = asked.target();
    PhoneNumber shown = asked.shown();
    if (target == null || target.warm() == null || shown == null) {
      return Future.succeededFuture(
          new Rung(new Answer(Answer.Kind.INVALID, "no number of ours to ring with"), null));
    }
    return legs.ring(
        endpoint,
        asked.providerCall(),
        new TargetLegs.Ring(
            asked.attempt(),
            target.address(),
            shown,
            target.warm().showsCaller() ? lent(asked) : null,
            target.warm().ringFor(),
            asked.caller(),
            asked.about()));
  }

  private static TargetLegs.@Nullable Lent lent(TargetAsked asked) {
    return asked.caller() == null || asked.callToken() == null
        ? null
        : new TargetLegs.Lent(asked.caller(), asked.callToken());
  }

  private AttemptSeen reported(TargetAsked asked, Rung rung) {
    Answer answer = rung.answer();
    AttemptOutcome outcome = switch (answer.kind()) {
      case DONE -> AttemptOutcome.TAKEN;
      case TIMEOUT -> AttemptOutcome.UNKNOWN;
      case CALLER_GONE -> AttemptOutcome.ABANDONED;
      case ALREADY_DECIDED, RATE_LIMITED, UNAUTHORIZED, INVALID, UNAVAILABLE ->
        AttemptOutcome.REFUSED;
    };
    if (outcome != AttemptOutcome.TAKEN) {
      LOG.atWarn()
          .addKeyValue("call", asked.call())
          .log("{} target: {}: {}", asked.act(), answer.kind(), answer.reason());
    }
    bus.send(
        Address.EFFECT_ENDED.on(asked.owner()),
        new EffectEnded(
            asked.call(),
            effect(asked),
            new JsonObject().put("outcome", outcome).put("leg", rung.leg()).encode()));
    return new AttemptSeen(asked.attempt(), outcome, answer.reason(), rung.leg());
  }

  /** Asked for before, perhaps by a node that is lost: without a result that we know of it may have happened. */
  private static Future<AttemptSeen> before(TargetAsked asked, @Nullable String result) {
    try {
      JsonObject known = result == null ? new JsonObject() : new JsonObject(result);
      var outcome =
          AttemptOutcome.valueOf(known.getString("outcome", AttemptOutcome.UNKNOWN.name()));
      return seen(asked, outcome, "asked before", known.getString("leg"));
    } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
      return seen(asked, AttemptOutcome.UNKNOWN, "asked before", null);
    }
  }

  private static Future<AttemptSeen> seen(
      TargetAsked asked, AttemptOutcome outcome, String reason, @Nullable String leg) {
    return Future.succeededFuture(new AttemptSeen(asked.attempt(), outcome, reason, leg));
  }
}
