package dev.frontdesk.policy;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.CallLimits;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Care;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.EmergencyCare;
import dev.frontdesk.model.FrontDesk;
import dev.frontdesk.model.FrontDesk.WhenClosed;
import dev.frontdesk.model.KnowledgeArticle;
import dev.frontdesk.model.OpeningHours;
import dev.frontdesk.model.OpeningHours.Span;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.Screening;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.TransferTarget.Kind;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.model.Voicemail;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A front desk that a test changes one thing of: weekdays 9 to 17 in Bratislava, open to everybody. */
final class Desk {
  static final ZoneId ZONE = ZoneId.of("Europe/Bratislava");
  static final Instant TUESDAY_NOON = Instant.parse("2026-11-24T11:00:00Z");
  static final Instant TUESDAY_NIGHT = Instant.parse("2026-11-24T22:30:00Z");
  static final PhoneNumber NUMBER = new PhoneNumber("+421900000001");
  static final Caller STRANGER = new Caller(NUMBER, "", Attestation.NONE);
  static final Load QUIET = new Load(0, 0, true);

  TenantSettings.Status status = TenantSettings.Status.ACTIVE;
  OpeningHours hours = weekdays(span("09:00", "17:00"));
  CallLimits limits = CallLimits.DEFAULTS;
  WhenClosed whenClosed = WhenClosed.TAKE_MESSAGE;
  Screening screening = Screening.DEFAULTS;
  BlockList blocks = BlockList.NONE;
  EmergencyCare emergency = EmergencyCare.DEFAULTS;
  Voicemail voicemail = Voicemail.DEFAULTS;
  Visit visit = Visit.FIRST;
  Map<PhoneNumber, String> numberLanguages = Map.of();
  boolean staffFirst;
  String disclosure = "";
  Map<PhoneNumber, Contact> contacts = Map.of();
  List<TransferTarget> targets = List.of();

  @Nullable
  Profile profile = profile("Be kind.", List.of());

  long spentMicros;

  TenantSettings tenant() {
    return new TenantSettings(
        new TenantId(new UUID(0, 1)),
        new AgencyId(new UUID(0, 2)),
        "Acme Dental",
        status,
        "SK",
        "sk",
        null,
        hours,
        limits,
        new FrontDesk(whenClosed, 603, staffFirst, disclosure),
        contacts,
        targets,
        profile,
        spentMicros,
        1,
        null,
        Set.of(),
        new Care(screening, blocks, emergency, voicemail),
        numberLanguages);
  }

  Decision decides(Caller caller, Load load, Instant now) {
    return FrontDeskPolicy.decide(tenant(), caller, visit, load, now);
  }

  Desk knows(Contact contact) {
    contacts = Map.of(contact.number(), contact);
    return this;
  }

  static Profile profile(String prompt, List<KnowledgeArticle> knowledge, String... tools) {
    return new Profile(
        new ProfileVersionId(new UUID(0, 3)),
        1,
        prompt,
        "AI, good day.",
        "AI, we are closed.",
        VoiceSettings.DEFAULTS,
        Set.of(tools),
        knowledge);
  }

  static Profile onHolidays(String greeting) {
    Profile own = profile("Be kind.", List.of());
    return new Profile(
        own.id(),
        own.version(),
        own.prompt(),
        own.greeting(),
        own.closedGreeting(),
        greeting,
        own.voice(),
        own.tools(),
        own.knowledge(),
        own.httpTools(),
        own.languages());
  }

  static Contact contact(boolean vip, boolean blocked) {
    return new Contact(
        new ContactId(new UUID(0, 4)), NUMBER, "Jana", vip, blocked, "de", "likes tea");
  }

  static TransferTarget target(String key, String name, String... aliases) {
    return new TransferTarget(key, name, List.of(aliases), "+421900000099", "", Kind.TEAM, null);
  }

  static TransferTarget then(TransferTarget target, String... keys) {
    return new TransferTarget(
        target.key(),
        target.name(),
        target.aliases(),
        target.address(),
        target.description(),
        target.kind(),
        target.hours(),
        target.warm(),
        List.of(keys));
  }

  static TransferTarget fallback(String key, @Nullable OpeningHours hours) {
    return new TransferTarget(key, key, List.of(), "+421900000098", "", Kind.FALLBACK, hours);
  }

  static TransferTarget during(OpeningHours hours, TransferTarget target) {
    return new TransferTarget(
        target.key(),
        target.name(),
        target.aliases(),
        target.address(),
        target.description(),
        target.kind(),
        hours);
  }

  static OpeningHours weekdays(Span... spans) {
    var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, day.getValue() <= 5 ? List.of(spans) : List.of());
    }
    return new OpeningHours(ZONE, week, List.of());
  }

  static Span span(String from, String to) {
    return new Span(LocalTime.parse(from), LocalTime.parse(to));
  }
}
