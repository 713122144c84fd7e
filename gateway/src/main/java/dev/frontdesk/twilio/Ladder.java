package dev.frontdesk.twilio;

import dev.frontdesk.call.Fact.FellBack;
import dev.frontdesk.call.Fact.FellBack.Catch;
import dev.frontdesk.call.Fact.FellBack.Rung;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.Voicemail;
import dev.frontdesk.policy.OpenTargets;
import dev.frontdesk.policy.Spoken;
import dev.frontdesk.policy.Spoken.Sentence;
import dev.frontdesk.policy.VoicemailGreeting;
import dev.frontdesk.twilio.DoorCounts.End;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Catches a caller whom the receptionist cannot talk to: the business's fallback is rung, then a message is recorded, then the caller hears
 * an apology. The carrier asks for each rung when the one before it held nobody. From memory alone: it works when little else does.
 */
final class Ladder {
  private static final String ANYWHERE = "en-US";

  private final FallbackLog log;
  private final DoorUrls urls;
  private final DoorCounts counts;
  private final InstantSource clock;

  Ladder(FallbackLog log, DoorUrls urls, DoorCounts counts, InstantSource clock) {
    this.log = log;
    this.urls = urls;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * From its first rung.
   *
   * @param context told to a fallback at a SIP address
   */
  String catching(Endpoint endpoint, Business business, Visit visit, SipContext context) {
    return business
        .known()
        .flatMap(this::fallback)
        .map(target -> people(endpoint, visit, business, target, context))
        .orElseGet(() -> withoutPeople(endpoint, business, visit));
  }

  /**
   * @param status {@code DialCallStatus} of those who were rung
   * @return the end if somebody answered
   */
  String afterPeople(Endpoint endpoint, Business business, Visit visit, String status) {
    Catch outcome = switch (status) {
      case "completed", "answered" -> Catch.REACHED;
      case "busy" -> Catch.BUSY;
      case "no-answer" -> Catch.NO_ANSWER;
      case "canceled" -> Catch.NOBODY;
      default -> Catch.FAILED;
    };
    log.note(endpoint, visit, new FellBack(Rung.PEOPLE, outcome, ""));
    return switch (outcome) {
      case REACHED, NOBODY, TRIED -> Twiml.hangUp();
      case BUSY, NO_ANSWER, FAILED -> withoutPeople(endpoint, business, visit);
    };
  }

  /** Straight to the recording, of callers who are to meet nobody else. */
  String voicemail(Endpoint endpoint, Business business, Visit visit) {
    return withoutPeople(endpoint, business, visit);
  }

  /** After a recording, or none. */
  String afterVoicemail(Business business) {
    return business
        .known()
        .map(tenant -> Twiml.goodbye(Spoken.standard(Sentence.MESSAGE_TAKEN, tenant.locale())))
        .orElseGet(Twiml::hangUp);
  }

  private String people(
      Endpoint endpoint,
      Visit visit,
      Business business,
      TransferTarget target,
      SipContext context) {
    counts.count(End.FELL_BACK_TO_PEOPLE);
    log.note(endpoint, visit, new FellBack(Rung.PEOPLE, Catch.TRIED, target.key()));
    return Twiml.sayAndDial(
        Spoken.standard(Sentence.CANNOT_TALK, business.locale()),
        List.of(target),
        target.ringsFor(TransferTarget.USUAL_RING),
        context,
        urls.afterFallback(endpoint.id(), visit));
  }

  private String withoutPeople(Endpoint endpoint, Business business, Visit visit) {
    return business
        .known()
        .filter(tenant -> tenant.care().voicemail().enabled())
        .map(tenant -> recorded(endpoint, business.dialled(), visit, tenant))
        .orElseGet(() -> apology(endpoint, business, visit));
  }

  private String recorded(
      Endpoint endpoint, @Nullable PhoneNumber dialled, Visit visit, TenantSettings tenant) {
    counts.count(End.FELL_BACK_TO_VOICEMAIL);
    log.note(endpoint, visit, new FellBack(Rung.VOICEMAIL, Catch.TRIED, ""));
    Voicemail voicemail = tenant.care().voicemail();
    return Twiml.record(
        VoicemailGreeting.of(tenant, clock.instant()),
        Spoken.standard(Sentence.MESSAGE_TAKEN, tenant.locale()),
        voicemail.longest(),
        voicemail.finishKey(),
        urls.afterVoicemail(endpoint.id(), visit),
        urls.recording(endpoint.id(), visit, dialled));
  }

  private String apology(Endpoint endpoint, Business business, Visit visit) {
    counts.count(End.APOLOGISED);
    log.note(endpoint, visit, new FellBack(Rung.APOLOGY, Catch.TRIED, ""));
    return Twiml.goodbye(Spoken.standard(
        Sentence.CANNOT_TALK, business.known().map(TenantSettings::locale).orElse(ANYWHERE)));
  }

  private Optional<TransferTarget> fallback(TenantSettings tenant) {
    return OpenTargets.at(clock.instant(), tenant.targets()).stream()
        .filter(target -> target.kind() == TransferTarget.Kind.FALLBACK)
        .findFirst();
  }
}
