package dev.frontdesk.accept;

import dev.frontdesk.accept.Briefings.Briefing;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencyLimits;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Contact;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.Decision;
import dev.frontdesk.policy.FrontDeskPolicy;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.policy.Load;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.SessionWriter.Session;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Number to tenant, policy, plan: from memory alone, while the phone rings. */
public final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private static final String ANNOUNCE = "announce";

  private final Directory directory;
  private final Providers providers;
  private final LoadBook loads;
  private final Ringing ringing;
  private final InstructionComposer composer;
  private final Briefings briefings;
  private final InstantSource clock;
  private final int unknownNumberCode;

  /** @param unknownNumberCode SIP code for a number that is nobody's at its endpoint */
  public Desk(
      Directory directory,
      Providers providers,
      LoadBook loads,
      Ringing ringing,
      InstructionComposer composer,
      InstantSource clock,
      int unknownNumberCode) {
    this.directory = directory;
    this.providers = providers;
    this.loads = loads;
    this.ringing = ringing;
    this.composer = composer;
    this.briefings = new Briefings(composer);
    this.clock = clock;
    this.unknownNumberCode = unknownNumberCode;
  }

  /** Done when the call is somebody's responsibility: its owner's, or nobody's because it was refused or is gone. */
  Future<Void> decide(CallOffered offer) {
    Origin origin = offer.offer().origin();
    var connection = providers.of(origin.endpoint());
    if (connection.isEmpty()) {
      return Future.failedFuture("no such endpoint: " + origin.endpoint());
    }
    var offered = new Offered(offer, origin, connection.get());
    for (PhoneNumber dialled : offer.offer().dialled()) {
      Optional<TenantSettings> tenant = directory.byNumber(origin.endpoint(), dialled);
      if (tenant.isPresent()) {
        return decide(offered.dialling(dialled), tenant.get());
      }
    }
    var reason = new Reason("unknown-number", "no tenant of this endpoint has the dialled number");
    return ringing.refuse(offered, null, unknownNumberCode, List.of(reason));
  }

  private Future<Void> decide(Offered offered, TenantSettings tenant) {
    Instant now = clock.instant();
    Origin origin = offered.origin();
    var caller =
        new Caller(origin.caller(), origin.callerName(), offered.offer().offer().attestation());
    Decision decision = FrontDeskPolicy.decide(tenant, caller, load(tenant), now);
    return decision.to(new Verdict(offered, tenant, caller, now));
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

  private final class Verdict implements Decision.Listener<Future<Void>> {
    private final Offered offered;
    private final TenantSettings tenant;
    private final Caller caller;
    private final Instant now;

    Verdict(Offered offered, TenantSettings tenant, Caller caller, Instant now) {
      this.offered = offered;
      this.tenant = tenant;
      this.caller = caller;
      this.now = now;
    }

    @Override
    public Future<Void> reject(Decision.Reject decision) {
      if (decision.sentence().isBlank()) {
        return ringing.refuse(offered, tenant.id(), decision.sipCode(), decision.reasons());
      }
      var answer =
          new Decision.Answer(true, null, tenant.locale(), decision.sentence(), decision.reasons());
      return accept(answer, List.of(), ANNOUNCE, decision.reasons());
    }

    @Override
    public Future<Void> answer(Decision.Answer decision) {
      String name = decision.messagesOnly() ? "take-message" : "answer";
      return accept(decision, List.of(), name, decision.reasons());
    }

    @Override
    public Future<Void> forward(Decision.Forward decision) {
      Contact contact = caller.number() == null ? null : tenant.contacts().get(caller.number());
      String language =
          contact != null && contact.language() != null ? contact.language() : tenant.locale();
      var answer = new Decision.Answer(false, contact, language, "", decision.reasons());
      return accept(answer, List.of(decision.target()), "forward", decision.reasons());
    }

    private Future<Void> accept(
        Decision.Answer answer, List<TransferTarget> forward, String name, List<Reason> because) {
      Profile profile = tenant.profile();
      if (profile == null) {
        return Future.failedFuture("the policy answers for a tenant without a profile");
      }
      Provider provider = offered.connection().provider();
      Briefing briefing = briefings.of(tenant, profile, provider, answer.messagesOnly(), now);
      Session session =
          briefing.template().session(composer.ofCaller(tenant, answer.contact(), caller, now));
      var reasons = new ArrayList<>(because);
      briefing.omitted().forEach(title -> reasons.add(new Reason("knowledge-omitted", title)));
      Plan plan = plan(answer, profile, session, provider, name.equals(ANNOUNCE));
      if (!session.problems().isEmpty()) {
        session.problems().forEach(problem -> reasons.add(new Reason("invalid-settings", problem)));
        LOG.atError()
            .addKeyValue("tenant", tenant.id())
            .log("settings the provider would refuse: {}", session.problems());
        return ringing.failed(offered, plan, reasons);
      }
      loads.accepted(offered.offer().call(), tenant.id());
      return ringing.accept(offered, new Answering(plan, session, forward, name, reasons, now));
    }

    private Plan plan(
        Decision.Answer answer,
        Profile profile,
        Session session,
        Provider provider,
        boolean onlyAnnounced) {
      return new Plan(
          tenant.id(),
          tenant.agency(),
          profile.id(),
          idOf(answer.contact()),
          answer.greeting(),
          answer.language(),
          answer.messagesOnly(),
          now,
          session.hash(),
          tenant.limits().longestCall(),
          tenant.limits().longestSilence(),
          provider.capabilities(),
          onlyAnnounced);
    }

    private static dev.frontdesk.model.@Nullable ContactId idOf(@Nullable Contact contact) {
      return contact == null ? null : contact.id();
    }
  }
}
