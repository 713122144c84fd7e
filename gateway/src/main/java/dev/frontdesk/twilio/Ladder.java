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
import dev.frontdesk.store.Directory;
import dev.frontdesk.twilio.DoorCounts.End;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Catches a caller whom the receptionist cannot talk to: the business's fallback is rung, then a message is recorded, then the caller hears
 * an apology. The carrier asks for each rung when the one before it held nobody. From memory alone: it works when little else does.
 */
final class Ladder {
  private static final Duration RING = Duration.ofSeconds(30);
  private static final String ANYWHERE = "en-US";

  private final Directory directory;
  private final FallbackLog log;
  private final DoorUrls urls;
  private final DoorCounts counts;
  private final InstantSource clock;

  Ladder(
      Directory directory, FallbackLog log, DoorUrls urls, DoorCounts counts, InstantSource clock) {
    this.directory = directory;
    this.log = log;
    this.urls = urls;
    this.counts = counts;
    this.clock = clock;
  }

  /** From its first rung. */
  String catching(Endpoint endpoint, @Nullable PhoneNumber dialled, Visit visit) {
    Optional<TenantSettings> tenant = tenant(endpoint, dialled);
    return tenant
        .flatMap(this::fallback)
        .map(target -> people(endpoint, visit, tenant.get(), target))
        .orElseGet(() -> withoutPeople(endpoint, dialled, visit));
  }

  /**
   * @param status {@code DialCallStatus} of those who were rung
   * @return the end if somebody answered
   */
  String afterPeople(Endpoint endpoint, @Nullable PhoneNumber dialled, Visit visit, String status) {
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
      case BUSY, NO_ANSWER, FAILED -> withoutPeople(endpoint, dialled, visit);
    };
  }

  /** Straight to the recording, of callers who are to meet nobody else. */
  String voicemail(Endpoint endpoint, @Nullable PhoneNumber dialled, Visit visit) {
    return withoutPeople(endpoint, dialled, visit);
  }

  /** After a recording, or none. */
  String afterVoicemail(Endpoint endpoint, @Nullable PhoneNumber dialled) {
    return tenant(endpoint, dialled)
        .map(tenant -> Twiml.goodbye(Spoken.standard(Sentence.MESSAGE_TAKEN, tenant.locale())))
        .orElseGet(Twiml::hangUp);
  }

  private String people(
      Endpoint endpoint, Visit visit, TenantSettings tenant, TransferTarget target) {
    counts.count(End.FELL_BACK_TO_PEOPLE);
    log.note(endpoint, visit, new FellBack(Rung.PEOPLE, Catch.TRIED, target.key()));
    return Twiml.sayAndDial(
        Spoken.standard(Sentence.CANNOT_TALK, tenant.locale()),
        List.of(target),
        RING,
        urls.afterFallback(endpoint.id(), visit));
  }

  private String withoutPeople(Endpoint endpoint, @Nullable PhoneNumber dialled, Visit visit) {
    PhoneNumber number = dialled == null ? endpoint.defaultNumber() : dialled;
    return number == null
        ? apology(endpoint, null, visit)
        : tenant(endpoint, number)
            .filter(tenant -> tenant.care().voicemail().enabled())
            .map(tenant -> recorded(endpoint, number, visit, tenant))
            .orElseGet(() -> apology(endpoint, number, visit));
  }

  private String recorded(
      Endpoint endpoint, PhoneNumber dialled, Visit visit, TenantSettings tenant) {
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

  private String apology(Endpoint endpoint, @Nullable PhoneNumber dialled, Visit visit) {
    counts.count(End.APOLOGISED);
    log.note(endpoint, visit, new FellBack(Rung.APOLOGY, Catch.TRIED, ""));
    return Twiml.goodbye(Spoken.standard(
        Sentence.CANNOT_TALK,
        tenant(endpoint, dialled).map(TenantSettings::locale).orElse(ANYWHERE)));
  }

  private Optional<TransferTarget> fallback(TenantSettings tenant) {
    return OpenTargets.at(clock.instant(), tenant.targets()).stream()
        .filter(target -> target.kind() == TransferTarget.Kind.FALLBACK)
        .findFirst();
  }

  private Optional<TenantSettings> tenant(Endpoint endpoint, @Nullable PhoneNumber dialled) {
    PhoneNumber number = dialled == null ? endpoint.defaultNumber() : dialled;
    return number == null ? Optional.empty() : directory.byNumber(endpoint.id(), number);
  }
}
