package dev.frontdesk.twilio;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.TargetNews;
import dev.frontdesk.bus.BusMessage.TargetTold;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.Printable;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.policy.TargetWords;
import dev.frontdesk.store.CarrierCall;
import dev.frontdesk.store.ClaimStore;
import dev.frontdesk.store.Directory;
import dev.frontdesk.twilio.DoorCounts.End;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Twilio asks and tells about targets of warm transfers. The path names the caller's call and the attempt, so the news finds whoever
 * owns the call by then:
 *
 * <ul>
 *   <li>{@code answered-<n>}: somebody or something has picked up; asked for the n-th time
 *   <li>{@code key}: they have pressed one, or said something, or neither
 *   <li>{@code room}: who came and went
 *   <li>{@code status}: how the target's leg stands
 *   <li>{@code screen-<language>}, {@code screened}: one that is rung before the receptionist has picked up; it has pressed a key
 * </ul>
 */
final class TargetCalls {
  private static final Logger LOG = LoggerFactory.getLogger(TargetCalls.class);
  private static final Pattern REF = Pattern.compile("(CA[0-9a-f]{32}(?:\\.[2-9])?)-([1-9][0-9]?)");
  private static final Pattern ANSWERED = Pattern.compile("answered-([1-9])");
  private static final Pattern SCREEN =
      Pattern.compile("screen(?:-([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}))?");
  private static final int MOST_ASKED = 5;
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(2);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(3);
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private final ClaimStore claims;
  private final Directory directory;
  private final Bus bus;
  private final TwilioTargets targets;
  private final DoorUrls urls;
  private final StaffFirst staff;
  private final DoorCounts counts;

  TargetCalls(
      ClaimStore claims,
      Directory directory,
      Bus bus,
      TwilioTargets targets,
      DoorUrls urls,
      StaffFirst staff,
      DoorCounts counts) {
    this.claims = claims;
    this.directory = directory;
    this.bus = bus;
    this.targets = targets;
    this.urls = urls;
    this.staff = staff;
    this.counts = counts;
  }

  /** @return TwiML, never failed; empty: we never named such a path */
  Optional<Future<String>> answer(
      Endpoint endpoint, VoiceRequest request, String ref, String what, Parameters sent) {
    Matcher named = REF.matcher(ref);
    if (!named.matches()) {
      return Optional.empty();
    }
    var attempt = new Attempt(
        endpoint, Visit.of(named.group(1)), Integer.parseInt(named.group(2)), request.callSid());
    Matcher answered = ANSWERED.matcher(what);
    if (answered.matches()) {
      return counted(attempt.answered(sent, Integer.parseInt(answered.group(1))));
    }
    Matcher screen = SCREEN.matcher(what);
    if (screen.matches()) {
      return counted(Future.succeededFuture(staff.ask(
          endpoint.id(),
          Visit.of(named.group(1)),
          request.caller(),
          TargetWords.in(screen.group(1)))));
    }
    return switch (what) {
      case "key" -> counted(attempt.key(sent.get("Digits"), sent.get("SpeechResult")));
      case "room" -> counted(attempt.room(sent));
      case "status" -> counted(attempt.status(request.status()));
      case "screened" ->
        counted(Future.succeededFuture(
            StaffFirst.answered(sent.get("Digits"), sent.get("SpeechResult"))));
      default -> Optional.empty();
    };
  }

  private static String tooLate(@Nullable String language) {
    return Twiml.goodbye(TargetWords.in(language).tooLate());
  }

  private @Nullable String locale(Optional<CarrierCall> call) {
    TenantId tenant = call.isPresent() ? call.get().tenant() : null;
    return tenant == null
        ? null
        : directory.tenant(tenant).map(TenantSettings::locale).orElse(null);
  }

  private Optional<Future<String>> counted(Future<String> answer) {
    counts.count(End.NEWS);
    return Optional.of(answer);
  }

  /** One attempt, of which the request tells. */
  private final class Attempt {
    private final Endpoint endpoint;
    private final Visit visit;
    private final int number;
    private final String callSid;

    Attempt(Endpoint endpoint, Visit visit, int number, String callSid) {
      this.endpoint = endpoint;
      this.visit = visit;
      this.number = number;
      this.callSid = callSid;
    }

    Future<String> answered(Parameters sent, int asked) {
      String by = sent.get("AnsweredBy");
      if (by.startsWith("machine") || by.equals("fax")) {
        return tell(AttemptOutcome.VOICEMAIL, Printable.brief(by), callSid)
            .map(Twiml.hangUp())
            .otherwise(Twiml.hangUp());
      }
      return tell(AttemptOutcome.ANSWERED, "", callSid)
          .map(told -> told.wanted()
              ? Twiml.ask(told.whisper(), TargetWords.in(told.language()), url("key"))
              : tooLate(told.language()))
          .otherwise(cause -> askedAgain(asked + 1));
    }

    Future<String> key(String digits, String speech) {
      if (!Consent.given(digits, speech)) {
        return tell(AttemptOutcome.DECLINED, Consent.reason(digits, speech), callSid)
            .map(Twiml.hangUp())
            .otherwise(Twiml.hangUp());
      }
      return tell(AttemptOutcome.ACCEPTED, "", callSid)
          .map(told -> told.wanted()
              ? targets.enter(endpoint.id(), visit, number)
              : tooLate(told.language()))
          .otherwise(cause -> askedAgain(1));
    }

    /** The call may be changing its node: those who picked up are asked again in a moment. */
    private String askedAgain(int time) {
      return time > MOST_ASKED
          ? tooLate(null)
          : Twiml.again(ASKED_AGAIN_AFTER, url("answered-" + time));
    }

    Future<String> room(Parameters sent) {
      boolean ofTarget = sent.get("ParticipantLabel").equals(TwilioTargets.TARGET);
      return switch (sent.get("StatusCallbackEvent")) {
        case "participant-join" ->
          ofTarget ? noted(AttemptOutcome.ENTERED, callSid, false) : callerCame();
        case "participant-leave" -> noted(ofTarget ? AttemptOutcome.LEFT : null, callSid, false);
        default -> Future.succeededFuture(Twiml.nothing());
      };
    }

    /** The target may have left in the same moment: then the caller stands in another room of that name, alone. */
    private Future<String> callerCame() {
      return targets
          .look(endpoint, visit.providerCall(), number, null)
          .compose(found -> noted(
              found == AttemptOutcome.LEFT ? AttemptOutcome.LEFT : AttemptOutcome.CONFIRMED,
              null,
              false));
    }

    /** Who still rings for a caller who does not wait any more is let off. */
    Future<String> status(String status) {
      return switch (status) {
        case "initiated", "ringing" -> noted(AttemptOutcome.TAKEN, callSid, true);
        case "busy" -> noted(AttemptOutcome.BUSY, null, false);
        case "no-answer" -> noted(AttemptOutcome.NO_ANSWER, null, false);
        case "failed", "canceled" -> noted(AttemptOutcome.FAILED, null, false);
        case "completed" -> noted(AttemptOutcome.LEFT, null, false);
        default -> Future.succeededFuture(Twiml.nothing());
      };
    }

    private Future<String> noted(
        @Nullable AttemptOutcome outcome, @Nullable String leg, boolean dropUnwanted) {
      if (outcome == null) {
        return Future.succeededFuture(Twiml.nothing());
      }
      return tell(outcome, "", leg)
          .onSuccess(told -> {
            if (dropUnwanted && !told.wanted()) {
              targets.drop(endpoint, callSid);
            }
          })
          .map(Twiml.nothing())
          .otherwise(Twiml.nothing());
    }

    private String url(String what) {
      return urls.target(endpoint.id(), visit, number, what);
    }

    private Future<TargetTold> tell(AttemptOutcome outcome, String reason, @Nullable String leg) {
      return claims
          .carrierCall(endpoint.id(), visit.providerCall())
          .compose(found ->
              found.filter(call -> call.state() != CarrierCall.State.ENDED).isEmpty()
                  ? Future.succeededFuture(new TargetTold(false, "", locale(found)))
                  : bus.ask(
                      Address.TARGET_NEWS.on(found.get().owner()),
                      new TargetNews(found.get().call(), number, outcome, reason, leg),
                      TargetTold.class,
                      TOLD_WITHIN))
          .timeout(BUDGET.toMillis(), TimeUnit.MILLISECONDS)
          .onFailure(cause -> LOG.atWarn()
              .addKeyValue("carrierCall", visit.providerCall())
              .setCause(cause)
              .log("news of a target reached nobody: {}", outcome));
    }
  }
}
