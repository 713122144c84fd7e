package dev.frontdesk.twilio;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.TargetWords;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People are rung before the receptionist answers: one after the other, a warm one for its own time and asked whether it takes the call. */
final class StaffFirst {
  private static final Duration RING = Duration.ofSeconds(20);
  private static final int MOST_NEXT = 5;

  private final DoorUrls urls;

  StaffFirst(DoorUrls urls) {
    this.urls = urls;
  }

  /**
   * @param targets at least one; the first is rung, the others when what followed is asked for
   * @param locale of their business
   * @param context told to those at SIP addresses
   */
  String ring(
      EndpointId endpoint,
      Visit visit,
      List<TransferTarget> targets,
      String locale,
      SipContext context) {
    TransferTarget first = targets.get(0);
    List<String> next =
        targets.stream().skip(1).limit(MOST_NEXT).map(TransferTarget::key).toList();
    String after = urls.afterDial(endpoint, visit, next);
    TransferTarget.Warm warm = first.warm();
    return warm == null
        ? Twiml.dial(List.of(first), null, first.ringsFor(RING), context, after)
        : Twiml.dialAsking(
            first,
            warm.ringFor(),
            context,
            urls.target(endpoint, visit, 1, "screen-" + TargetWords.in(locale).language()),
            after);
  }

  /** What a target that has picked up hears, before the caller is connected with it. */
  String ask(EndpointId endpoint, Visit visit, @Nullable PhoneNumber caller, TargetWords words) {
    return Twiml.ask(
        words.caller(caller, "", ""), words, urls.target(endpoint, visit, 1, "screened"));
  }

  /** The document's end connects them. */
  static String answered(String digits, String speech) {
    return Consent.given(digits, speech) ? Twiml.nothing() : Twiml.hangUp();
  }
}
