package dev.frontdesk.twilio;

import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallAnswered;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.store.CarrierCall;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.MoveStore.Moved;
import dev.frontdesk.twilio.Claiming.Held;
import dev.frontdesk.twilio.DoorCounts.End;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call rings at Twilio: claimed, decided by the front desk, and answered with what is to be done with it, in time. */
final class VoiceCalls {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceCalls.class);
  private static final Duration BUDGET = Duration.ofSeconds(6); // Twilio gives up after 15 s
  private static final Duration LOOKED_UP = Duration.ofSeconds(1);
  private static final Duration DESK = Duration.ofSeconds(4);

  /** A lost node's calls are another's within a second or two; a caller rings on meanwhile. */
  private static final int ASKED_AGAIN = 5;

  private static final int ASKED_AGAIN_AFTER_MS = 500;

  /** Twilio's own tries are over by then: what comes later is somebody's copy. */
  private static final Duration REPEATED_WITHIN = Duration.ofSeconds(40);

  private static final int BUSY = 486;
  private static final int BUSY_EVERYWHERE = 600;

  private final Vertx vertx;
  private final Claiming claiming;
  private final ClaimStore claims;
  private final Businesses businesses;
  private final Bus bus;
  private final Desks desks;
  private final Streams streams;
  private final Ladder ladder;
  private final StaffFirst staff;
  private final Arrivals arrivals;
  private final DoorCounts counts;
  private final InstantSource clock;

  VoiceCalls(
      Vertx vertx,
      Claiming claiming,
      ClaimStore claims,
      Businesses businesses,
      Bus bus,
      Desks desks,
      Streams streams,
      Ladder ladder,
      StaffFirst staff,
      Arrivals arrivals,
      DoorCounts counts,
      InstantSource clock) {
    this.vertx = vertx;
    this.claiming = claiming;
    this.claims = claims;
    this.businesses = businesses;
    this.bus = bus;
    this.desks = desks;
    this.streams = streams;
    this.ladder = ladder;
    this.staff = staff;
    this.arrivals = arrivals;
    this.counts = counts;
    this.clock = clock;
  }

  /** @return TwiML; never fails */
  Future<String> answer(Endpoint endpoint, VoiceRequest request, Visit visit, Instant receivedAt) {
    MoveToken token = request.moved();
    return token == null
        ? new Ringing(endpoint, request, visit, receivedAt, null).answer()
        : moved(endpoint, request, visit, receivedAt, token);
  }

  private Future<String> moved(
      Endpoint endpoint, VoiceRequest request, Visit visit, Instant receivedAt, MoveToken token) {
    return arrivals
        .redeem(endpoint, request, token)
        .compose(found -> found.isEmpty()
            ? Future.succeededFuture(Twiml.reject(false))
            : new Ringing(endpoint, request, visit, receivedAt, found.get()).answer())
        .recover(cause -> {
          LOG.atError()
              .addKeyValue("carrierCall", visit.providerCall())
              .setCause(cause)
              .log("whose call was moved here cannot be known");
          return Future.succeededFuture(ladder.catching(
              endpoint, Business.UNKNOWN, visit, new SipContext(request.caller(), "")));
        });
  }

  private static @Nullable PhoneNumber dialled(Endpoint endpoint, VoiceRequest request) {
    return request.dialled() == null ? endpoint.defaultNumber() : request.dialled();
  }

  /** One delivery. */
  private final class Ringing {
    private final Endpoint endpoint;
    private final VoiceRequest request;
    private final Visit visit;
    private final @Nullable Moved moved;
    private final Offer offer;

    /** @param moved null: the caller has called */
    Ringing(
        Endpoint endpoint,
        VoiceRequest request,
        Visit visit,
        Instant receivedAt,
        @Nullable Moved moved) {
      this.endpoint = endpoint;
      this.request = request;
      this.visit = visit;
      this.moved = moved;
      PhoneNumber dialled = moved == null ? dialled(endpoint, request) : moved.dialled();
      Instant now = clock.instant();
      var origin = new Origin(
          endpoint.id(),
          TwilioProvider.NAME,
          visit.providerCall(),
          null,
          moved == null ? request.caller() : moved.caller(),
          moved == null ? request.callerName() : moved.callerName(),
          dialled,
          receivedAt,
          now,
          now,
          request.callToken(),
          moved == null ? null : moved.call());
      this.offer = new Offer(
          origin,
          dialled == null ? List.of() : List.of(dialled),
          request.attestation(),
          visit.number() > 1,
          moved == null ? null : wanted(moved));
    }

    /** Who comes back from people that did not answer is not sent to them again. */
    private Offer.Moved wanted(Moved from) {
      List<String> targets = visit.number() > 1 ? List.of() : from.targets();
      return new Offer.Moved(from.tenant(), targets, from.about());
    }

    Future<String> answer() {
      return claiming
          .claim(offer, visit.providerCall())
          .compose(held -> held.fresh() ? fresh(held) : repeated())
          .recover(cause -> askedAgain(cause, ASKED_AGAIN))
          .timeout(BUDGET.toMillis(), TimeUnit.MILLISECONDS)
          .recover(cause -> decidedMeanwhile().recover(undecided -> failed(cause)));
    }

    /** A node that was frozen is late by its own clock alone: whoever took the call up meanwhile waits for its stream. */
    private Future<String> decidedMeanwhile() {
      return claims
          .carrierCall(endpoint.id(), visit.providerCall())
          .timeout(LOOKED_UP.toMillis(), TimeUnit.MILLISECONDS)
          .compose(found -> found
              .filter(known -> known.state() == CarrierCall.State.DECIDED)
              .map(this::again)
              .orElseGet(() -> Future.failedFuture("nobody has decided it")));
    }

    private Future<String> fresh(Held held) {
      MoveToken token = request.moved();
      return (moved == null || token == null
              ? Future.<Void>succeededFuture()
              : arrivals.arrived(token, moved, held.call()))
          .compose(ours -> asked(held.call(), held.epoch(), held.owner(), false));
    }

    private Future<String> asked(CallId call, int epoch, NodeId owner, boolean again) {
      var claimed = new Offer(
          offer.origin().claimedAt(clock.instant()),
          offer.dialled(),
          offer.attestation(),
          offer.returned(),
          offer.moved());
      return bus.ask(
              desks.of(owner),
              new CallOffered(call, epoch, owner, claimed, again),
              CallAnswered.class,
              DESK)
          .compose(answered -> carriedOut(call, epoch, answered));
    }

    private Future<String> carriedOut(CallId call, int epoch, CallAnswered answered) {
      TenantId tenant = answered.tenant();
      return switch (answered.result()) {
        case ANSWERED ->
          tenant == null
              ? Future.failedFuture("answered for nobody")
              : streams.first(endpoint, request, visit, call, epoch, tenant);
        case FORWARDED -> forwarded(answered);
        case REFUSED -> refused(answered.sipCode());
        case VOICEMAIL -> Future.succeededFuture(ladder.voicemail(endpoint, business(), visit));
        case FAILED -> Future.succeededFuture(caught());
      };
    }

    /** Whom a moved caller wants is rung all the same, without a receptionist meanwhile. */
    private String caught() {
      Offer.Moved to = offer.moved();
      List<TransferTarget> wanted = to == null ? List.of() : business().targets(to.targets());
      return wanted.isEmpty()
          ? ladder.catching(endpoint, business(), visit, context())
          : staff.ring(endpoint.id(), visit, wanted, business().locale(), context());
    }

    /** The one that the caller was moved from, not that of a number that the call came in at. */
    private Business business() {
      Offer.Moved to = offer.moved();
      return to == null ? businesses.at(endpoint, request.dialled()) : businesses.of(to.tenant());
    }

    private Future<String> forwarded(CallAnswered answered) {
      counts.count(End.FORWARDED);
      return Future.succeededFuture(
          staff.ring(endpoint.id(), visit, answered.forward(), business().locale(), context()));
    }

    private SipContext context() {
      Offer.Moved from = offer.moved();
      return new SipContext(offer.origin().caller(), from == null ? "" : from.about());
    }

    /** What was answered once cannot be rejected any more. */
    private Future<String> refused(int sipCode) {
      counts.count(End.REJECTED);
      boolean busy = sipCode == BUSY || sipCode == BUSY_EVERYWHERE;
      return Future.succeededFuture(visit.number() > 1 ? Twiml.hangUp() : Twiml.reject(busy));
    }

    /** Whoever was to decide is lost, or somebody else is deciding just now. */
    private Future<String> askedAgain(Throwable cause, int left) {
      return left == 0
          ? Future.failedFuture(cause)
          : vertx
              .timer(ASKED_AGAIN_AFTER_MS, TimeUnit.MILLISECONDS)
              .compose(waited -> known())
              .recover(another -> askedAgain(another, left - 1));
    }

    /** Claimed before, by a delivery that another node had, or this one lately. */
    private Future<String> repeated() {
      counts.count(End.REPEATED);
      return known();
    }

    private Future<String> known() {
      return claims
          .carrierCall(endpoint.id(), visit.providerCall())
          .compose(found -> found.isPresent()
              ? again(found.get())
              : Future.failedFuture("claimed where the database does not show it"));
    }

    private Future<String> again(CarrierCall known) {
      Instant latest = known.receivedAt().plus(REPEATED_WITHIN);
      if (known.state() == CarrierCall.State.ENDED || clock.instant().isAfter(latest)) {
        return Future.succeededFuture(Twiml.hangUp());
      }
      Optional<TenantId> tenant =
          Optional.ofNullable(known.tenant()).or(() -> business().id());
      return known.state() == CarrierCall.State.OFFERED || tenant.isEmpty()
          ? asked(known.call(), known.epoch(), known.owner(), true)
          : streams.connect(endpoint, request, visit, known.call(), known.epoch(), tenant.get(), 1);
    }

    /** The claim ends with it, lest the call be offered again and cut off where it is now. */
    private Future<String> failed(Throwable cause) {
      LOG.atError()
          .addKeyValue("endpoint", endpoint.id())
          .addKeyValue("carrierCall", visit.providerCall())
          .setCause(cause)
          .log("a call could not be answered");
      PhoneNumber caller = request.caller();
      PhoneNumber dialled = offer.origin().dialled();
      claims
          .refuse(
              endpoint.id(),
              visit.providerCall(),
              caller == null ? "" : caller.e164(),
              dialled == null ? "" : dialled.e164(),
              "not-answered-in-time",
              clock.instant())
          .onFailure(trouble -> LOG.atWarn().setCause(trouble).log("its claim stays open"));
      return Future.succeededFuture(caught());
    }
  }
}
