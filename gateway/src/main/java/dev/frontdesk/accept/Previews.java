package dev.frontdesk.accept;

import dev.frontdesk.bus.BusMessage.PreviewAsked;
import dev.frontdesk.bus.BusMessage.PreviewMade;
import dev.frontdesk.bus.BusMessage.PreviewedSession;
import dev.frontdesk.bus.BusMessage.ToolsAsked;
import dev.frontdesk.bus.BusMessage.ToolsTold;
import dev.frontdesk.model.Attestation;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.ToolSpec;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.policy.LanguageChoice;
import dev.frontdesk.policy.OpenTargets;
import dev.frontdesk.policy.ProfileChoice;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What would become of a caller: decided and composed as for a call, and nothing comes of it. */
public final class Previews {
  private static final int UNAVAILABLE = 503;

  private final Directory directory;
  private final Providers providers;
  private final InstructionComposer composer;
  private final Judging judging;
  private final InstantSource clock;

  /**
   * @param loads live calls count against the limits as they do for a call
   * @param callers so do calls of one number within the hour
   */
  public Previews(
      Directory directory,
      Providers providers,
      LoadBook loads,
      CallerBook callers,
      InstructionComposer composer,
      InstantSource clock) {
    this.directory = directory;
    this.providers = providers;
    this.composer = composer;
    // Drafts and other hours would push what running calls share out of memory: nothing is kept.
    this.judging = new Judging(directory, loads, callers, composer, new Briefings(composer)::made);
    this.clock = clock;
  }

  /** @return fails if the tenant or the endpoint is not known here (yet) */
  Future<PreviewMade> make(PreviewAsked asked) {
    var connection = providers.of(asked.endpoint());
    if (connection.isEmpty()) {
      return Future.failedFuture("the endpoint of the call is not known here");
    }
    Provider provider = connection.get().provider();
    Instant at = Objects.requireNonNullElseGet(asked.at(), clock::instant);
    var caller = new Caller(asked.caller(), "", Attestation.NONE);
    return tenant(asked.tenant()).map(known -> {
      Profile profile = asked.profile();
      TenantSettings tenant = profile == null ? known : known.with(profile);
      return made(
          tenant,
          caller,
          judging.of(ProfileChoice.settled(tenant), caller, asked.dialled(), provider, at),
          at);
    });
  }

  /** @return fails if the tenant is not known here (yet) */
  Future<ToolsTold> tools(ToolsAsked asked) {
    return tenant(asked.tenant()).map(tenant -> {
      Profile profile = tenant.profile();
      return profile == null
          ? new ToolsTold(null, List.of())
          : new ToolsTold(
              profile.version(), Briefings.tools(tenant, profile, false, clock.instant()));
    });
  }

  private Future<TenantSettings> tenant(TenantId id) {
    return directory
        .tenant(id)
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture("the tenant is not known here yet"));
  }

  private PreviewMade made(TenantSettings tenant, Caller caller, Verdict verdict, Instant at) {
    Answering answering = verdict.answering();
    if (answering == null) {
      return new PreviewMade(
          at, "reject", verdict.sipCode(), verdict.reasons(), verdict.contact(), null);
    }
    boolean refused = !answering.session().problems().isEmpty();
    return new PreviewMade(
        at,
        answering.decision(),
        refused ? UNAVAILABLE : null,
        verdict.reasons(),
        verdict.contact(),
        session(tenant, caller, verdict, answering));
  }

  private @Nullable PreviewedSession session(
      TenantSettings tenant, Caller caller, Verdict verdict, Answering answering) {
    Profile profile = tenant.profile();
    LanguageChoice language = verdict.language();
    if (profile == null || language == null) {
      return null;
    }
    boolean messagesOnly = answering.plan().messagesOnly();
    Instant at = answering.plannedAt();
    List<ToolSpec> tools = Briefings.tools(tenant, profile, messagesOnly, at);
    List<TransferTarget> open = messagesOnly ? List.of() : OpenTargets.at(at, tenant.targets());
    var session = answering.session();
    return new PreviewedSession(
        profile.version(),
        answering.plan().language(),
        answering.plan().greeting(),
        answering.forward(),
        composer
            .compose(tenant, profile, language, verdict.contact(), caller, messagesOnly, at)
            .text(),
        session.accept().toString(),
        session.opening(),
        session.hash(),
        session.problems(),
        tools,
        open);
  }
}
