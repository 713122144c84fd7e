package dev.frontdesk.accept;

import dev.frontdesk.accept.Briefings.Briefing;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.AgencySettings;
import dev.frontdesk.model.BlockList;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.ContactId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.Decision;
import dev.frontdesk.policy.EmergencyPlan;
import dev.frontdesk.policy.Fillers;
import dev.frontdesk.policy.FrontDeskPolicy;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.policy.LanguageChoice;
import dev.frontdesk.policy.Load;
import dev.frontdesk.policy.MovedCalls;
import dev.frontdesk.policy.ProfileChoice;
import dev.frontdesk.policy.Visit;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.SessionWriter.Session;
import dev.frontdesk.store.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to become of a caller, from memory alone and without doing it: a call and its preview differ only in what follows. */
final class Judging {
  private static final String ANNOUNCE = "announce";

  private final Directory directory;
  private final LoadBook loads;
  private final CallerBook callers;
  private final InstructionComposer composer;
  private final Briefings.Source briefings;

  Judging(
      Directory directory,
      LoadBook loads,
      CallerBook callers,
      InstructionComposer composer,
      Briefings.Source briefings) {
    this.directory = directory;
    this.loads = loads;
    this.callers = callers;
    this.composer = composer;
    this.briefings = briefings;
  }

  /**
   * @param dialled null: any number of the tenant
   * @param provider who would carry the call
   */
  Verdict of(
      ProfileChoice chosen,
      Caller caller,
      @Nullable PhoneNumber dialled,
      Provider provider,
      Instant now) {
    TenantSettings tenant = chosen.tenant();
    Visit visit = visit(tenant, caller, dialled, now);
    Decision decision = FrontDeskPolicy.decide(tenant, caller, visit, load(tenant), now);
    return decision.to(new Carried(chosen, caller, provider, now));
  }

  /**
   * What becomes of a caller who was admitted on another line, and wants somebody who is asked from this one.
   *
   * @param dialled there; null: it is not known any more
   */
  Verdict moved(
      ProfileChoice chosen,
      Caller caller,
      @Nullable PhoneNumber dialled,
      Offer.Moved moved,
      Provider provider,
      Instant now) {
    Decision decision = MovedCalls.decide(chosen.tenant(), caller, dialled, moved.targets());
    return decision.to(new Carried(chosen, caller, provider, now));
  }

  /** A call of which {@code plan} was decided: how it is answered, as the settings say it now. */
  @Nullable
  Answering again(ProfileChoice chosen, Caller caller, Plan plan, Provider provider) {
    var carried = new Carried(chosen, caller, provider, plan.decidedAt());
    return carried
        .answer(new Decision.Answer(
            plan.messagesOnly(),
            carried.contact(),
            LanguageChoice.in(chosen.tenant(), plan.language()),
            plan.greeting(),
            List.of()))
        .answering();
  }

  private Visit visit(
      TenantSettings tenant, Caller caller, @Nullable PhoneNumber dialled, Instant now) {
    PhoneNumber number = caller.number();
    return new Visit(
        dialled,
        directory.agency(tenant.agency()).map(AgencySettings::blocks).orElse(BlockList.NONE),
        number == null ? 0 : callers.callsThisHour(tenant.id(), number, now));
  }

  /** An agency that cannot be read is one without limits: the phone is answered. */
  private Load load(TenantSettings tenant) {
    boolean known = !directory.stale();
    return directory
        .agency(tenant.agency())
        .filter(agency -> !agency.limits().equals(AgencyLimits.DEFAULTS))
        .map(agency -> loads.of(tenant, agency, id -> isOf(tenant.agency(), id), known))
        .orElseGet(() -> loads.of(tenant, known));
  }

  private boolean isOf(AgencyId agency, TenantId tenant) {
    return directory.tenant(tenant).filter(one -> one.agency().equals(agency)).isPresent();
  }

  /** What a decision comes to. */
  private final class Carried implements Decision.Listener<Verdict> {
    private final ProfileChoice chosen;
    private final TenantSettings tenant;
    private final Caller caller;
    private final Provider provider;
    private final Instant now;

    Carried(ProfileChoice chosen, Caller caller, Provider provider, Instant now) {
      this.chosen = chosen;
      this.tenant = chosen.tenant();
      this.caller = caller;
      this.provider = provider;
      this.now = now;
    }

    @Override
    public Verdict reject(Decision.Reject decision) {
      if (decision.sentence().isBlank()) {
        return new Verdict(contact(), null, null, decision.sipCode(), decision.reasons());
      }
      var answer = new Decision.Answer(
          true, null, LanguageChoice.ofTenant(tenant), decision.sentence(), decision.reasons());
      return answered(answer, List.of(), ANNOUNCE);
    }

    @Override
    public Verdict answer(Decision.Answer decision) {
      return answered(decision, List.of(), decision.messagesOnly() ? "take-message" : "answer");
    }

    @Override
    public Verdict forward(Decision.Forward decision) {
      return answered(decision.otherwise(), decision.targets(), "forward");
    }

    @Override
    public Verdict voicemail(Decision.Voicemail decision) {
      return answered(decision.otherwise(), List.of(), Answering.VOICEMAIL);
    }

    private @Nullable Contact contact() {
      return caller.number() == null ? null : tenant.contacts().get(caller.number());
    }

    private Verdict answered(Decision.Answer answer, List<TransferTarget> forward, String name) {
      Profile profile = tenant.profile();
      if (profile == null) {
        throw new IllegalStateException("the policy answers for a tenant without a profile");
      }
      Briefing briefing =
          briefings.of(tenant, profile, provider, answer.language(), answer.messagesOnly(), now);
      Session session = briefing
          .template()
          .session(composer.ofCaller(tenant, answer.language(), answer.contact(), caller, now));
      var reasons = new ArrayList<>(chosen.reasons());
      reasons.addAll(answer.reasons());
      briefing.omitted().forEach(title -> reasons.add(new Reason("knowledge-omitted", title)));
      session.problems().forEach(problem -> reasons.add(new Reason("invalid-settings", problem)));
      Plan plan = plan(answer, profile, session, name.equals(ANNOUNCE));
      return Verdict.answered(
          answer.contact(),
          answer.language(),
          new Answering(plan, session, forward, name, reasons, now));
    }

    private Plan plan(
        Decision.Answer answer, Profile profile, Session session, boolean onlyAnnounced) {
      return new Plan(
          tenant.id(),
          tenant.agency(),
          profile.id(),
          idOf(answer.contact()),
          answer.greeting(),
          answer.language().language(),
          answer.messagesOnly(),
          now,
          session.hash(),
          tenant.limits().longestCall(),
          tenant.limits().longestSilence(),
          provider.capabilities(),
          onlyAnnounced,
          tenant.redact(),
          onlyAnnounced ? null : EmergencyPlan.of(tenant, answer.language().language()),
          Fillers.of(profile, answer.language().language()),
          answer.language().translates(tenant));
    }

    private static @Nullable ContactId idOf(@Nullable Contact contact) {
      return contact == null ? null : contact.id();
    }
  }
}
