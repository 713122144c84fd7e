package dev.frontdesk.twilio;

import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.TargetLegs;
import dev.frontdesk.twilio.TwilioRest.Field;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Targets on calls of their own (twilio.md 4). A media stream cannot sit in a conference, so the room is entered by TwiML: by the target
 * when it takes the call, then by the caller, whose stream ends with that.
 */
final class TwilioTargets implements TargetLegs {
  static final String TARGET = "target";
  private static final String CALLER = "caller";

  /** Who has picked up hears nothing until then; a machine that is not told by then presses no key. */
  private static final String DETECTED_WITHIN_S = "6";

  private final TwilioRest rest;
  private final DoorUrls urls;

  TwilioTargets(TwilioRest rest, DoorUrls urls) {
    this.rest = rest;
    this.urls = urls;
  }

  @Override
  public Future<Rung> ring(Endpoint endpoint, String providerCall, Ring ring) {
    Lent lent = ring.lent();
    List<Field> own = List.of(from(ring.shown()));
    if (lent == null) {
      return rung(endpoint, providerCall, ring, own);
    }
    List<Field> borrowed = List.of(from(lent.caller()), new Field("CallToken", lent.token()));
    return rung(endpoint, providerCall, ring, borrowed)
        .compose(first -> first.answer().kind() == Answer.Kind.INVALID // so nobody is rung
            ? rung(endpoint, providerCall, ring, own)
            : Future.succeededFuture(first));
  }

  private static Field from(PhoneNumber number) {
    return new Field("From", number.e164());
  }

  private Future<Rung> rung(Endpoint endpoint, String providerCall, Ring ring, List<Field> from) {
    Visit visit = Visit.of(providerCall);
    var fields = new ArrayList<>(from);
    fields.add(new Field("To", SipContext.of(ring).appendedTo(ring.address())));
    fields.add(new Field("Timeout", String.valueOf(ring.ringFor().toSeconds())));
    fields.add(new Field("Url", urls.target(endpoint.id(), visit, ring.attempt(), "answered-1")));
    fields.add(
        new Field("StatusCallback", urls.target(endpoint.id(), visit, ring.attempt(), "status")));
    fields.add(new Field("StatusCallbackEvent", "ringing"));
    fields.add(new Field("StatusCallbackEvent", "completed"));
    fields.add(new Field("MachineDetection", "Enable"));
    fields.add(new Field("MachineDetectionTimeout", DETECTED_WITHIN_S));
    return rest.createCall(endpoint, fields)
        .map(call -> new Rung(Answer.DONE, call.getString("sid")))
        .otherwise(cause -> new Rung(TwilioControl.failed(cause), null));
  }

  @Override
  public Future<Answer> join(Endpoint endpoint, String providerCall, int attempt) {
    Visit visit = Visit.of(providerCall);
    String after = urls.afterRoom(endpoint.id(), visit, attempt);
    return told(endpoint, visit, room(endpoint.id(), visit, attempt, CALLER, after));
  }

  /** Into the room as {@link #join}, told to the target's leg when it asks. */
  String enter(EndpointId endpoint, Visit visit, int attempt) {
    return room(endpoint, visit, attempt, TARGET, null);
  }

  private String room(
      EndpointId endpoint, Visit visit, int attempt, String label, @Nullable String action) {
    return Twiml.room(
        name(visit, attempt), label, urls.target(endpoint, visit, attempt, "room"), action);
  }

  private static String name(Visit visit, int attempt) {
    return "frontdesk-" + visit.providerCall() + "-" + attempt;
  }

  @Override
  public Future<AttemptOutcome> look(
      Endpoint endpoint, String providerCall, int attempt, @Nullable String leg) {
    return rest.inRoom(endpoint, name(Visit.of(providerCall), attempt))
        .compose(labels -> {
          boolean caller = labels.contains(CALLER);
          if (labels.contains(TARGET)) {
            return Future.succeededFuture(
                caller ? AttemptOutcome.CONFIRMED : AttemptOutcome.ENTERED);
          }
          return caller ? Future.succeededFuture(AttemptOutcome.LEFT) : stands(endpoint, leg);
        })
        .otherwise(AttemptOutcome.UNKNOWN);
  }

  private Future<AttemptOutcome> stands(Endpoint endpoint, @Nullable String leg) {
    return leg == null
        ? Future.succeededFuture(AttemptOutcome.UNKNOWN)
        : rest.call(endpoint, leg).map(call -> switch (call.getString("status", "")) {
          case "queued", "initiated", "ringing" -> AttemptOutcome.TAKEN;
          case "in-progress" -> AttemptOutcome.ANSWERED;
          case "busy" -> AttemptOutcome.BUSY;
          case "no-answer" -> AttemptOutcome.NO_ANSWER;
          case "failed", "canceled" -> AttemptOutcome.FAILED;
          case "completed" -> AttemptOutcome.LEFT;
          default -> AttemptOutcome.UNKNOWN;
        });
  }

  @Override
  public Future<Answer> back(Endpoint endpoint, String providerCall, int attempt) {
    Visit visit = Visit.of(providerCall);
    return told(endpoint, visit, Twiml.redirect(urls.afterRoom(endpoint.id(), visit, attempt)));
  }

  private Future<Answer> told(Endpoint endpoint, Visit visit, String twiml) {
    return TwilioControl.answered(
        rest.updateCall(endpoint, visit.callSid(), List.of(new Field("Twiml", twiml))));
  }

  @Override
  public Future<Answer> drop(Endpoint endpoint, String leg) {
    return TwilioControl.answered(
            rest.updateCall(endpoint, leg, List.of(new Field("Status", "completed"))))
        .map(answer -> answer.kind() == Answer.Kind.CALLER_GONE ? Answer.DONE : answer);
  }
}
