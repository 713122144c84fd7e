package dev.frontdesk.transfer;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.AttemptAsked;
import dev.frontdesk.bus.BusMessage.AttemptSeen;
import dev.frontdesk.bus.BusMessage.EffectAsked;
import dev.frontdesk.bus.BusMessage.EffectEnded;
import dev.frontdesk.bus.BusMessage.EffectVerdict;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.CallContext;
import dev.frontdesk.provider.Providers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transfer by REFER (RFC 3515): blind, or to a line of ours from which the target can be asked. Fenced by the epoch of the call so that
 * it is sent once, by the owner's order only.
 */
final class Refer {
  private static final Logger LOG = LoggerFactory.getLogger(Refer.class);
  private static final Duration VERDICT_WITHIN = Duration.ofSeconds(6);

  private final Bus bus;
  private final Providers providers;
  private final Moving moving;

  Refer(Bus bus, Providers providers, Moving moving) {
    this.bus = bus;
    this.providers = providers;
    this.moving = moving;
  }

  /** The payload is read again where a call that is moved arrives. */
  Future<AttemptSeen> perform(AttemptAsked asked) {
    String effect = "transfer-" + asked.attempt();
    var payload = new JsonObject()
        .put("key", asked.target().key())
        .put("address", asked.target().address());
    if (asked.target().warm() != null) {
      payload.put("then", new JsonArray(asked.then())).put("about", asked.about());
    }
    return bus.ask(
            Address.EFFECT_ASKED.on(asked.owner()),
            new EffectAsked(
                asked.call(), asked.epoch(), asked.tenant(), effect, "transfer", payload.encode()),
            EffectVerdict.class,
            VERDICT_WITHIN)
        .compose(verdict -> permitted(asked, effect, verdict));
  }

  private Future<AttemptSeen> permitted(AttemptAsked asked, String effect, EffectVerdict verdict) {
    return switch (verdict.verdict()) {
      case GRANTED -> refer(asked, effect);
      case STALE -> seen(asked, AttemptOutcome.REFUSED, "another node owns the call");
      case DONE -> seen(asked, outcomeOf(verdict.result()), "attempted before");
    };
  }

  private Future<AttemptSeen> refer(AttemptAsked asked, String effect) {
    var connection = providers.of(asked.endpoint());
    if (connection.isEmpty()) {
      return seen(asked, AttemptOutcome.REFUSED, "the endpoint is no longer configured");
    }
    return address(asked, effect)
        .compose(uri -> connection
            .get()
            .provider()
            .control()
            .refer(
                connection.get().endpoint(),
                asked.providerCall(),
                uri,
                new CallContext(asked.caller(), asked.about()),
                asked.target().ringsFor(TransferTarget.USUAL_RING)))
        .map(answer -> reported(asked, effect, answer));
  }

  private Future<String> address(AttemptAsked asked, String effect) {
    String blind = targetUri(asked.target().address(), asked.sipDomain());
    return asked.target().warm() == null
        ? Future.succeededFuture(blind)
        : moving.address(asked, effect).map(found -> found.orElse(blind));
  }

  private AttemptSeen reported(AttemptAsked asked, String effect, Answer answer) {
    AttemptOutcome outcome = switch (answer.kind()) {
      case DONE -> AttemptOutcome.TAKEN;
      case TIMEOUT -> AttemptOutcome.UNKNOWN;
      case CALLER_GONE, ALREADY_DECIDED, RATE_LIMITED, UNAUTHORIZED, INVALID, UNAVAILABLE ->
        AttemptOutcome.REFUSED;
    };
    if (outcome != AttemptOutcome.TAKEN) {
      LOG.atWarn()
          .addKeyValue("call", asked.call())
          .log("REFER {}: {}", answer.kind(), MoveToken.masked(answer.reason()));
    }
    bus.send(
        Address.EFFECT_ENDED.on(asked.owner()),
        new EffectEnded(asked.call(), effect, "\"" + outcome + "\""));
    return new AttemptSeen(asked.attempt(), outcome, MoveToken.masked(answer.reason()));
  }

  /** {@code sip:+E164@domain} where the tenant's trunk takes it, {@code tel:} otherwise; a SIP URI as it stands. */
  static String targetUri(String address, @Nullable String sipDomain) {
    if (PhoneNumber.tryE164(address).isEmpty()) {
      return address;
    }
    return sipDomain == null ? "tel:" + address : "sip:" + address + "@" + sipDomain;
  }

  /** Attempted before without a result that we know of: it may have happened. */
  private static AttemptOutcome outcomeOf(@Nullable String result) {
    for (AttemptOutcome outcome : AttemptOutcome.values()) {
      if (("\"" + outcome + "\"").equals(result)) {
        return outcome;
      }
    }
    return AttemptOutcome.UNKNOWN;
  }

  private static Future<AttemptSeen> seen(
      AttemptAsked asked, AttemptOutcome outcome, String reason) {
    return Future.succeededFuture(new AttemptSeen(asked.attempt(), outcome, reason));
  }
}
