package dev.frontdesk.policy;

import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.OpeningHours.State;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.WhenExceeded;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to a call before the model speaks. The rules in their order, the first that refuses ends it:
 *
 * <ol>
 *   <li>the tenant: suspended, or without a published profile
 *   <li>the caller: blocked, forged or unverified number, withheld number, too many calls from one number
 *   <li>the limits: live calls and monthly budget, of the tenant and of its agency; figures that cannot be read now are judged as last known
 *   <li>the hours: a VIP is answered in full at any hour, others as the tenant wants it
 *   <li>staff first: during opening hours people get the call before the receptionist
 * </ol>
 */
public final class FrontDeskPolicy {
  /** SIP 486 Busy Here and 503 Service Unavailable: both let the carrier overflow to another route. */
  static final int BUSY = 486;

  static final int UNAVAILABLE = 503;
  private static final int MOST_STAFF = 5;
  private static final DateTimeFormatter WALL_CLOCK =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

  private final TenantSettings tenant;
  private final Caller caller;
  private final Visit visit;
  private final Load load;
  private final Instant now;
  private final List<Reason> reasons = new ArrayList<>();

  private FrontDeskPolicy(
      TenantSettings tenant, Caller caller, Visit visit, Load load, Instant now) {
    this.tenant = tenant;
    this.caller = caller;
    this.visit = visit;
    this.load = load;
    this.now = now;
  }

  public static Decision decide(
      TenantSettings tenant, Caller caller, Visit visit, Load load, Instant now) {
    return new FrontDeskPolicy(tenant, caller, visit, load, now).decide();
  }

  private Decision decide() {
    Profile profile = tenant.profile();
    if (tenant.status() == TenantSettings.Status.SUSPENDED) {
      return reject(tenant.desk().rejectCode(), Rule.TENANT_SUSPENDED, "");
    }
    if (profile == null) {
      return reject(UNAVAILABLE, Rule.NO_PUBLISHED_PROFILE, "");
    }
    Contact contact = contact();
    Decision refusal = unwelcome(contact);
    if (refusal == null) {
      refusal = beyondLimits();
    }
    return refusal != null ? refusal : byHours(profile, contact);
  }

  private @Nullable Contact contact() {
    PhoneNumber number = caller.number();
    return number == null ? null : tenant.contacts().get(number);
  }

  private @Nullable Decision unwelcome(@Nullable Contact contact) {
    return new CallerCheck(tenant, caller, contact, visit).refuses(reasons)
        ? new Decision.Reject(tenant.desk().rejectCode(), reasons)
        : null;
  }

  private @Nullable Decision beyondLimits() {
    int most = tenant.limits().concurrentCalls();
    Long budget = tenant.limits().monthlyBudgetMicros();
    AgencyLoad agency = load.agency();
    Long agencyBudget = agency.limits().monthlyBudgetMicros();
    if (!load.known()) {
      because(Rule.FIGURES_LAST_KNOWN, "live calls and cost cannot be read now");
    }
    if (load.liveCalls() >= most) {
      return exceeded(BUSY, Rule.TOO_MANY_CALLS, load.liveCalls() + " of " + most);
    }
    if (agency.liveCalls() >= agency.limits().concurrentCalls()) {
      // How many calls its agency has, and what they cost, is no business of the tenant that reads
      // the reason.
      return exceeded(BUSY, Rule.AGENCY_TOO_MANY_CALLS, "");
    }
    if (budget != null && spent() >= budget) {
      return exceeded(UNAVAILABLE, Rule.BUDGET_SPENT, spent() + " of " + budget + " micro-dollars");
    }
    if (agencyBudget != null && agency.spentMicros() >= agencyBudget) {
      return exceeded(UNAVAILABLE, Rule.AGENCY_BUDGET_SPENT, "");
    }
    return null;
  }

  /** As the tenant wants it, whether the limit is its own or its agency's. */
  private Decision exceeded(int usualCode, Rule rule, String detail) {
    WhenExceeded wanted = tenant.limits().whenExceeded();
    Integer code = wanted.sipCode();
    because(rule, detail);
    return new Decision.Reject(
        code == null ? usualCode : code, wanted.isSpoken() ? wanted.sentence() : "", reasons);
  }

  /** The month's cost never falls, so of two last known figures the larger is the later. */
  private long spent() {
    return load.known()
        ? load.spentMicros()
        : Math.max(load.spentMicros(), tenant.spentThisMonthMicros());
  }

  private Decision byHours(Profile profile, @Nullable Contact contact) {
    if (contact != null) {
      because(Rule.CALLER_KNOWN, contact.id().toString());
    }
    LanguageChoice language = LanguageChoice.of(tenant, caller, contact, visit.dialled());
    if (language.reason() != null) {
      reasons.add(language.reason());
    }
    State state = tenant.hours().at(now);
    because(hoursRule(state), WALL_CLOCK.format(now.atZone(tenant.zone())) + " " + tenant.zone());
    if (state == State.OPEN) {
      return staffFirst(profile, contact, language);
    }
    if (contact != null && contact.vip()) {
      because(Rule.VIP_AT_ANY_HOUR, "");
      return answer(false, contact, language, language.greeting(profile));
    }
    String closed = language.closedGreeting(profile, state);
    return switch (tenant.desk().whenClosed()) {
      case ANSWER -> answer(false, contact, language, closed);
      case TAKE_MESSAGE -> messagesOnly(contact, language, closed);
      case VOICEMAIL ->
        tenant.care().voicemail().enabled()
            ? voicemail(contact, language, closed)
            : messagesOnly(contact, language, closed);
      case REJECT -> new Decision.Reject(tenant.desk().rejectCode(), reasons);
    };
  }

  private Decision.Answer messagesOnly(
      @Nullable Contact contact, LanguageChoice language, String closed) {
    because(Rule.MESSAGES_ONLY, "");
    return answer(true, contact, language, closed);
  }

  private Decision voicemail(@Nullable Contact contact, LanguageChoice language, String closed) {
    because(Rule.VOICEMAIL, "");
    return new Decision.Voicemail(answer(true, contact, language, closed));
  }

  private Decision staffFirst(Profile profile, @Nullable Contact contact, LanguageChoice language) {
    if (tenant.desk().staffFirst()) {
      List<TransferTarget> staff = OpenTargets.at(now, tenant.targets()).stream()
          .filter(target -> target.kind() == TransferTarget.Kind.FALLBACK)
          .limit(MOST_STAFF)
          .toList();
      if (!staff.isEmpty()) {
        because(
            Rule.STAFF_FIRST,
            staff.stream().map(TransferTarget::key).collect(Collectors.joining(", ")));
        return new Decision.Forward(
            staff, answer(false, contact, language, language.greeting(profile)), reasons);
      }
    }
    return answer(false, contact, language, language.greeting(profile));
  }

  private Decision.Answer answer(
      boolean messagesOnly, @Nullable Contact contact, LanguageChoice language, String greeting) {
    // The profile's own sentence is in the tenant's language, whatever the call's is.
    LanguageChoice spoken = language.spoken() == null ? LanguageChoice.ofTenant(tenant) : language;
    String disclosed = Disclosure.in(greeting, Disclosure.sentence(tenant, spoken));
    return new Decision.Answer(messagesOnly, contact, language, disclosed, reasons);
  }

  private Decision reject(int sipCode, Rule rule, String detail) {
    because(rule, detail);
    return new Decision.Reject(sipCode, reasons);
  }

  private void because(Rule rule, String detail) {
    reasons.add(rule.because(detail));
  }

  private static Rule hoursRule(State state) {
    return switch (state) {
      case OPEN -> Rule.OPEN;
      case CLOSED -> Rule.CLOSED;
      case HOLIDAY -> Rule.HOLIDAY;
    };
  }
}
