package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.LegAsked;
import dev.frontdesk.bus.BusMessage.LegSeen;
import dev.frontdesk.bus.BusMessage.TargetNews;
import dev.frontdesk.bus.BusMessage.TargetTold;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.store.CarrierCall;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.twilio.DoorCounts.End;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Twilio asks what follows a stream or a dialled call. */
final class AfterCalls {
  private static final Logger LOG = LoggerFactory.getLogger(AfterCalls.class);
  private static final Pattern STREAM =
      Pattern.compile("((?:stream|room)-([1-9])-([1-9][0-9]?))(?:-again-([1-9]))?");
  private static final Pattern DIAL =
      Pattern.compile("dial-([1-9])((?:\\.[a-z0-9][a-z0-9_-]{0,39}){0,5})");
  private static final Pattern RUNG = Pattern.compile("(lost|fallback|voicemail)-([1-9])");
  private static final Set<String> UNANSWERED = Set.of("busy", "no-answer", "failed");
  private static final Duration OWNER = Duration.ofSeconds(1);
  private static final Duration BUDGET = Duration.ofSeconds(5);

  /**
   * Another node may know, and the carrier's next request may go there: the one that has the call waits for its stream. Or the database
   * is back by then; most that are restarted are.
   */
  private static final int ASKED_AGAIN = 6;

  /** Whoever had waited for all of {@link #BUDGET} has heard nothing for as long as that. */
  private static final int WAITED = 3;

  private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(1);

  private final ClaimStore claims;
  private final Bus bus;
  private final VoiceCalls voice;
  private final Businesses businesses;
  private final Streams streams;
  private final StaffFirst staff;
  private final Ladder ladder;
  private final RecordingNews recordings;
  private final DoorUrls urls;
  private final DoorCounts counts;

  AfterCalls(
      ClaimStore claims,
      Bus bus,
      VoiceCalls voice,
      Businesses businesses,
      Streams streams,
      StaffFirst staff,
      Ladder ladder,
      RecordingNews recordings,
      DoorUrls urls,
      DoorCounts counts) {
    this.claims = claims;
    this.bus = bus;
    this.voice = voice;
    this.businesses = businesses;
    this.streams = streams;
    this.staff = staff;
    this.ladder = ladder;
    this.recordings = recordings;
    this.urls = urls;
    this.counts = counts;
  }

  /**
   * @param what last segment of the path, as we named it
   * @return TwiML, never failed; empty: we never named such a path
   */
  Optional<Future<String>> answer(
      Endpoint endpoint, VoiceRequest request, String what, Parameters sent, Instant receivedAt) {
    Matcher dial = DIAL.matcher(what);
    if (dial.matches()) {
      counts.count(End.FOLLOWED);
      var visit = new Visit(request.callSid(), Integer.parseInt(dial.group(1)));
      List<String> next =
          Stream.of(dial.group(2).split("\\.")).filter(key -> !key.isEmpty()).toList();
      return Optional.of(dialled(endpoint, request, visit, next, sent, receivedAt));
    }
    Matcher stream = STREAM.matcher(what);
    if (stream.matches()) {
      counts.count(End.FOLLOWED);
      var visit = new Visit(request.callSid(), Integer.parseInt(stream.group(2)));
      return Optional.of(streamed(endpoint, request, visit, stream));
    }
    Matcher rung = RUNG.matcher(what);
    if (rung.matches()) {
      counts.count(End.FOLLOWED);
      var visit = new Visit(request.callSid(), Integer.parseInt(rung.group(2)));
      return Optional.of(rung(rung.group(1), endpoint, request, visit, sent));
    }
    return Optional.empty();
  }

  private Future<String> rung(
      String name, Endpoint endpoint, VoiceRequest request, Visit visit, Parameters sent) {
    return businesses.of(endpoint, request, visit).compose(business -> switch (name) {
      case "lost" ->
        Future.succeededFuture(ladder.catching(endpoint, business, visit, told(request, "")));
      case "fallback" ->
        Future.succeededFuture(
            ladder.afterPeople(endpoint, business, visit, sent.get("DialCallStatus")));
      default -> recorded(endpoint, request, visit, business, sent);
    });
  }

  /** Its own callback says the same; whichever comes through. */
  private Future<String> recorded(
      Endpoint endpoint, VoiceRequest request, Visit visit, Business business, Parameters sent) {
    return recordings
        .told(endpoint, visit, business.dialled(), request.caller(), sent)
        .recover(cause -> {
          LOG.atError()
              .addKeyValue("carrierCall", visit.providerCall())
              .setCause(cause)
              .log("a recording could not be taken down");
          return Future.succeededFuture();
        })
        .map(told -> ladder.afterVoicemail(business));
  }

  /**
   * Nobody answered, or nobody took the call: the next is rung, or the caller is at our desk again.
   *
   * @param next keys of those still to be rung
   */
  private Future<String> dialled(
      Endpoint endpoint,
      VoiceRequest request,
      Visit visit,
      List<String> next,
      Parameters sent,
      Instant receivedAt) {
    boolean unanswered = UNANSWERED.contains(sent.get("DialCallStatus"))
        || sent.get("DialBridged").equals("false");
    if (!unanswered) {
      return Future.succeededFuture(Twiml.hangUp());
    }
    return businesses.of(endpoint, request, visit).compose(business -> {
      List<TransferTarget> left = business.targets(next);
      if (!left.isEmpty()) {
        return Future.succeededFuture(
            staff.ring(endpoint.id(), visit, left, business.locale(), told(request, "")));
      }
      return visit.number() < Visit.MOST
          ? voice.answer(endpoint, request, visit.next(), receivedAt)
          : Future.succeededFuture(ladder.catching(endpoint, business, visit, told(request, "")));
    });
  }

  private static SipContext told(VoiceRequest request, String about) {
    return new SipContext(request.caller(), about);
  }

  private Future<String> streamed(
      Endpoint endpoint, VoiceRequest request, Visit visit, Matcher stream) {
    int count = Integer.parseInt(stream.group(3));
    int again = stream.group(4) == null ? 0 : Integer.parseInt(stream.group(4));
    return claims
        .carrierCall(endpoint.id(), visit.providerCall())
        .compose(found -> found.isEmpty()
            ? unwritten(endpoint, stream, again)
            : seen(found.get())
                .compose(seen -> next(endpoint, request, visit, count, found.get(), seen)))
        .timeout(BUDGET.toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> {
          LOG.atError()
              .addKeyValue("carrierCall", visit.providerCall())
              .setCause(cause)
              .log("what follows a stream could not be told");
          int asked = again + (cause instanceof TimeoutException ? WAITED : 1);
          return asked <= ASKED_AGAIN
              ? Future.succeededFuture(askedAgain(endpoint, stream, asked))
              : businesses
                  .of(endpoint, request, visit)
                  .map(business -> ladder.catching(endpoint, business, visit, told(request, "")));
        });
  }

  /** A call that was answered while the database was away is written down a moment after it is back. */
  private Future<String> unwritten(Endpoint endpoint, Matcher stream, int again) {
    return Future.succeededFuture(
        again < ASKED_AGAIN ? askedAgain(endpoint, stream, again + 1) : Twiml.hangUp());
  }

  private String askedAgain(Endpoint endpoint, Matcher stream, int asked) {
    return Twiml.again(
        ASKED_AGAIN_AFTER, urls.after(endpoint, stream.group(1) + "-again-" + asked));
  }

  private Future<LegSeen> seen(CarrierCall call) {
    return bus.ask(
            Address.LEG_ASKED.on(call.owner()), new LegAsked(call.call()), LegSeen.class, OWNER)
        .otherwise(LegSeen.NOTHING);
  }

  /** A transfer that the caller was only told of begins with our answer: whoever drives the call learns so, and that it is over there. */
  private Future<Void> begun(CarrierCall call, LegSeen seen) {
    return seen.announced() == 0
        ? Future.succeededFuture()
        : bus.ask(
                Address.TARGET_NEWS.on(call.owner()),
                new TargetNews(
                    call.call(),
                    seen.announced(),
                    AttemptOutcome.HANDED_OVER,
                    "its stream had ended, and the carrier dials the target",
                    null),
                TargetTold.class,
                OWNER)
            .<Void>mapEmpty()
            .otherwiseEmpty();
  }

  private Future<String> next(
      Endpoint endpoint,
      VoiceRequest request,
      Visit visit,
      int count,
      CarrierCall call,
      LegSeen seen) {
    boolean running = call.state() != CarrierCall.State.ENDED;
    TransferTarget target = seen.target();
    Business dialled = businesses.at(endpoint, request.dialled());
    Business business = dialled.known().isPresent() ? dialled : businesses.of(call.tenant());
    TenantId tenant = Optional.ofNullable(call.tenant()).or(dialled::id).orElse(null);
    return switch (AfterStream.of(running, seen.phase(), seen.ending(), target != null, count)) {
      case HANG_UP -> Future.succeededFuture(Twiml.hangUp());
      case APOLOGISE ->
        Future.succeededFuture(
            ladder.catching(endpoint, business, visit, told(request, seen.about())));
      case DIAL ->
        target == null
            ? Future.succeededFuture(Twiml.hangUp())
            : begun(call, seen)
                .map(Twiml.dial(
                    List.of(target),
                    null,
                    target.ringsFor(TransferTarget.USUAL_RING),
                    told(request, seen.about()),
                    urls.afterDial(endpoint, visit)));
      case RESUME ->
        tenant == null
            ? Future.succeededFuture(Twiml.hangUp())
            : streams.connect(
                endpoint, request, visit, call.call(), call.epoch(), tenant, count + 1);
    };
  }
}
