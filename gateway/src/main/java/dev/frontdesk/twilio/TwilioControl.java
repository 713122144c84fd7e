package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.provider.Answer;
import dev.frontdesk.provider.CallContext;
import dev.frontdesk.provider.CallControl;
import dev.frontdesk.provider.TargetLegs;
import dev.frontdesk.twilio.TwilioRest.Field;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The leg at the carrier: how it is answered or refused Twilio asks itself, the rest is told by REST. */
final class TwilioControl implements CallControl {
  private final TwilioRest rest;
  private final DoorUrls urls;

  TwilioControl(TwilioRest rest, DoorUrls urls) {
    this.rest = rest;
    this.urls = urls;
  }

  /** Nothing to be asked for: the answer to the voice webhook says so. */
  @Override
  public Future<Answer> accept(
      Endpoint endpoint, String providerCall, Buffer session, Duration budget) {
    return Future.succeededFuture(Answer.DONE);
  }

  /** As {@link #accept}. */
  @Override
  public Future<Answer> reject(Endpoint endpoint, String providerCall, int sipCode) {
    return Future.succeededFuture(Answer.DONE);
  }

  @Override
  public Future<Answer> refer(Endpoint endpoint, String providerCall, String targetUri) {
    return refer(
        endpoint, providerCall, targetUri, new CallContext(null, ""), TransferTarget.USUAL_RING);
  }

  /** The caller's leg dials the target; who is not answered comes back through {@code after}. */
  @Override
  public Future<Answer> refer(
      Endpoint endpoint,
      String providerCall,
      String targetUri,
      CallContext context,
      Duration ringFor) {
    Visit visit = Visit.of(providerCall);
    String address =
        targetUri.startsWith("tel:") ? targetUri.substring("tel:".length()) : targetUri;
    var target = new TransferTarget(
        "target", "target", List.of(), address, "", TransferTarget.Kind.PERSON, null);
    String twiml = Twiml.dial(
        List.of(target), null, ringFor, SipContext.of(context), urls.afterDial(endpoint, visit));
    return answered(rest.updateCall(endpoint, visit.callSid(), List.of(new Field("Twiml", twiml))));
  }

  /** What follows the stream is asked for at our public address, which no longer leads to a node that drains. */
  @Override
  public Future<Answer> sendElsewhere(Endpoint endpoint, String providerCall) {
    Visit visit = Visit.of(providerCall);
    var asked = new Field("Url", urls.afterStream(endpoint.id(), visit, 1));
    return answered(
        rest.updateCall(endpoint, visit.callSid(), List.of(asked, new Field("Method", "POST"))));
  }

  /** The ladder: people, voicemail, an apology. */
  @Override
  public Future<Answer> giveBack(Endpoint endpoint, String providerCall) {
    Visit visit = Visit.of(providerCall);
    var asked = new Field("Url", urls.afterLoss(endpoint.id(), visit));
    return answered(
            rest.updateCall(endpoint, visit.callSid(), List.of(asked, new Field("Method", "POST"))))
        .map(TwilioControl::over);
  }

  @Override
  public Optional<TargetLegs> targetLegs() {
    return Optional.of(new TwilioTargets(rest, urls));
  }

  @Override
  public Future<Answer> hangUp(Endpoint endpoint, String providerCall) {
    String callSid = Visit.of(providerCall).callSid();
    return answered(rest.updateCall(endpoint, callSid, List.of(new Field("Status", "completed"))))
        .map(TwilioControl::over);
  }

  private static Answer over(Answer answer) {
    return answer.kind() == Answer.Kind.CALLER_GONE ? Answer.DONE : answer;
  }

  static Future<Answer> answered(Future<?> asked) {
    return asked.map(Answer.DONE).otherwise(TwilioControl::failed);
  }

  static Answer failed(Throwable cause) {
    return cause instanceof TwilioFailure failure
        ? new Answer(kind(failure.kind()), String.valueOf(failure.getMessage()))
        : new Answer(Answer.Kind.UNAVAILABLE, String.valueOf(cause.getMessage()));
  }

  private static Answer.Kind kind(TwilioFailure.Kind kind) {
    return switch (kind) {
      case CALL_OVER, NOT_FOUND -> Answer.Kind.CALLER_GONE;
      case UNAUTHORIZED -> Answer.Kind.UNAUTHORIZED;
      case LIMITED -> Answer.Kind.RATE_LIMITED;
      case INVALID, NOT_PUBLIC -> Answer.Kind.INVALID;
      case UNAVAILABLE -> Answer.Kind.UNAVAILABLE;
      case TIMEOUT -> Answer.Kind.TIMEOUT;
    };
  }
}
