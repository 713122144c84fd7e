package dev.frontdesk.accept;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallDecided;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.store.ClaimStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts or rejects at the provider while the caller hears ringing, and hands the outcome to the owner of the call. */
public final class Ringing {
  private static final Logger LOG = LoggerFactory.getLogger(Ringing.class);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(2);
  private static final int HAND_OVER_TRIES = 3;
  private static final int BUSY = 486;
  private static final int UNAVAILABLE = 503;

  private final Bus bus;
  private final ClaimStore claims;
  private final InstantSource clock;
  private final Duration budget;

  /** @param budget how long a caller may ring while we try to accept */
  public Ringing(Bus bus, ClaimStore claims, InstantSource clock, Duration budget) {
    this.bus = bus;
    this.claims = claims;
    this.clock = clock;
    this.budget = budget;
  }

  /** @return whether the call is its owner's */
  Future<Boolean> accept(Offered offered, Answering answering) {
    Instant sent = clock.instant();
    return offered
        .connection()
        .provider()
        .control()
        .accept(
            offered.connection().endpoint(),
            offered.providerCall(),
            answering.session().accept(),
            budget)
        .compose(answer -> answered(offered, answering, sent, answer));
  }

  /** The front desk refuses the call. */
  Future<Void> refuse(
      Offered offered, @Nullable TenantId tenant, int sipCode, List<Reason> reasons) {
    return reject(offered, sipCode)
        .compose(done -> handOver(
            offered, declined(EndReason.REFUSED, null, tenant, "reject", reasons), List.of()));
  }

  /** We cannot answer: the carrier may try elsewhere. */
  Future<Void> failed(Offered offered, Plan plan, List<Reason> reasons) {
    return reject(offered, UNAVAILABLE).compose(done -> notAccepted(offered, plan, reasons));
  }

  /** As {@link #failed}: whoever would have to talk is known not to answer, so it is not waited for. */
  Future<Void> providerDown(Offered offered, Answering answering) {
    return failed(
        offered,
        answering.plan(),
        and(answering, "provider-down", "it failed lately and is not asked"));
  }

  /** The caller leaves a message with the carrier: our part in it is over until that is told. */
  Future<Void> recorded(Offered offered, Answering answering) {
    var event = declined(
        EndReason.VOICEMAIL,
        answering.plan(),
        answering.plan().tenant(),
        answering.decision(),
        answering.reasons());
    return handOver(offered, event, List.of());
  }

  /** People get the call, by the carrier alone: our part in it is over. */
  Future<Void> forwarded(Offered offered, Answering answering) {
    var event = declined(
        EndReason.HANDED_OVER,
        answering.plan(),
        answering.plan().tenant(),
        answering.decision(),
        answering.reasons());
    return handOver(offered, event, List.of());
  }

  private Future<Boolean> answered(
      Offered offered, Answering answering, Instant sent, Answer answer) {
    boolean perhapsAcceptedBefore = offered.offer().again();
    return switch (answer.kind()) {
      case DONE -> accepted(offered, answering, sent, answering.reasons());
      case TIMEOUT ->
        accepted(offered, answering, sent, and(answering, "accept-uncertain", answer.reason()));
      case CALLER_GONE ->
        perhapsAcceptedBefore
            ? accepted(
                offered, answering, sent, and(answering, "accept-uncertain", "offered again"))
            : abandoned(offered, answering).map(false);
      case ALREADY_DECIDED ->
        perhapsAcceptedBefore
            ? accepted(
                offered, answering, sent, and(answering, "accept-uncertain", "decided already"))
            : Future.succeededFuture(true); // another node decided, and answers for it
      case RATE_LIMITED ->
        reject(offered, BUSY)
            .compose(done -> notAccepted(
                offered, answering.plan(), and(answering, "rate-limited", answer.reason())))
            .map(false);
      case UNAUTHORIZED, INVALID, UNAVAILABLE -> {
        LOG.atError()
            .addKeyValue("call", offered.offer().call())
            .log("accept: {} {}", answer.kind(), answer.reason());
        yield failed(
                offered,
                answering.plan(),
                and(answering, "accept-failed", answer.kind() + " " + answer.reason()))
            .map(false);
      }
    };
  }

  private Future<Boolean> accepted(
      Offered offered, Answering answering, Instant sent, List<Reason> reasons) {
    Offer.Moved moved = offered.offer().offer().moved();
    var event = new CallEvent.Accepted(
        clock.instant(),
        answering.plan(),
        answering.forward(),
        answering.decision(),
        reasons,
        answering.plannedAt(),
        sent,
        moved == null ? "" : moved.about());
    return handOver(offered, event, answering.session().opening())
        .map(true)
        .recover(cause -> givenUp(offered, cause).map(false));
  }

  private Future<Void> abandoned(Offered offered, Answering answering) {
    var event = declined(
        EndReason.ABANDONED,
        answering.plan(),
        answering.plan().tenant(),
        answering.decision(),
        answering.reasons());
    return handOver(offered, event, List.of());
  }

  private Future<Void> notAccepted(Offered offered, Plan plan, List<Reason> reasons) {
    return handOver(
        offered,
        declined(EndReason.NOT_ACCEPTED, plan, plan.tenant(), "answer", reasons),
        List.of());
  }

  private CallEvent.Declined declined(
      EndReason reason,
      @Nullable Plan plan,
      @Nullable TenantId tenant,
      String decision,
      List<Reason> reasons) {
    return new CallEvent.Declined(clock.instant(), reason, plan, tenant, decision, reasons);
  }

  private Future<Answer> reject(Offered offered, int sipCode) {
    return offered
        .connection()
        .provider()
        .control()
        .reject(offered.connection().endpoint(), offered.providerCall(), sipCode);
  }

  private Future<Void> handOver(Offered offered, CallEvent decision, List<String> opening) {
    var decided = new CallDecided(
        offered.offer().call(), offered.offer().epoch(), offered.origin(), decision, opening);
    return handOver(offered, decided, HAND_OVER_TRIES);
  }

  private Future<Void> handOver(Offered offered, CallDecided decided, int tries) {
    Future<Taken> taken = bus.ask(
        Address.CALL_DECIDED.on(offered.offer().owner()), decided, Taken.class, TAKEN_WITHIN);
    return tries == 1
        ? taken.mapEmpty()
        : taken.<Void>mapEmpty().recover(cause -> handOver(offered, decided, tries - 1));
  }

  /**
   * Accepted, and its owner does not answer. If the claim is written down, the call is offered again, and then found accepted, or taken
   * over; if not, nobody would ever know of it: better ended than billing into the void.
   */
  private Future<Void> givenUp(Offered offered, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("call", offered.offer().call())
        .log("owner does not take the call: {}", cause.getMessage());
    return claims
        .isRunning(offered.offer().call())
        .otherwise(false)
        .compose(kept -> kept ? Future.succeededFuture() : hangUp(offered));
  }

  private static Future<Void> hangUp(Offered offered) {
    return offered
        .connection()
        .provider()
        .control()
        .hangUp(offered.connection().endpoint(), offered.providerCall())
        .mapEmpty();
  }

  private static List<Reason> and(Answering answering, String code, String detail) {
    var reasons = new ArrayList<>(answering.reasons());
    reasons.add(new Reason(code, detail));
    return reasons;
  }
}
