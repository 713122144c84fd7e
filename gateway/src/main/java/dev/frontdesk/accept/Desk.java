package dev.frontdesk.accept;

import dev.frontdesk.bus.BusMessage.CallAnswered;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.policy.ProfileChoice;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Number to tenant, policy, plan: from memory alone, while the phone rings. */
public final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  private final Directory directory;
  private final Providers providers;
  private final LoadBook loads;
  private final CallerBook callers;
  private final Ringing ringing;
  private final Judging judging;
  private final McpServers servers;
  private final InstantSource clock;
  private final int unknownNumberCode;

  /** @param unknownNumberCode SIP code for a number that is nobody's at its endpoint */
  public Desk(
      Directory directory,
      Providers providers,
      LoadBook loads,
      CallerBook callers,
      Ringing ringing,
      InstructionComposer composer,
      InstantSource clock,
      int unknownNumberCode) {
    this.directory = directory;
    this.providers = providers;
    this.loads = loads;
    this.callers = callers;
    this.ringing = ringing;
    this.judging = new Judging(directory, loads, callers, composer, new Briefings(composer)::of);
    this.servers = new McpServers(directory.servers());
    this.clock = clock;
    this.unknownNumberCode = unknownNumberCode;
  }

  /** Done when the call is somebody's responsibility: its owner's, or nobody's because it was refused or is gone. */
  Future<Void> decide(CallOffered offer) {
    return decide(offer, false).mapEmpty();
  }

  /** As {@link #decide(CallOffered)} for a carrier that waits to be told: it can ring other people without our answering first. */
  Future<CallAnswered> answer(CallOffered offer) {
    return decide(offer, true);
  }

  private Future<CallAnswered> decide(CallOffered offer, boolean waiting) {
    Origin origin = offer.offer().origin();
    var connection = providers.of(origin.endpoint());
    if (connection.isEmpty()) {
      return Future.failedFuture("no such endpoint: " + origin.endpoint());
    }
    var offered = new Offered(offer, origin, connection.get());
    Offer.Moved moved = offer.offer().moved();
    if (moved != null) {
      return directory
          .tenant(moved.tenant())
          .map(tenant -> goOn(offered, tenant, moved, waiting))
          .orElseGet(() -> unknown(offered));
    }
    for (PhoneNumber dialled : offer.offer().dialled()) {
      Optional<TenantSettings> tenant = directory.byNumber(origin.endpoint(), dialled);
      if (tenant.isPresent()) {
        return decide(offered.dialling(dialled), tenant.get(), waiting);
      }
    }
    return unknown(offered);
  }

  private Future<CallAnswered> unknown(Offered offered) {
    var reason = new Reason("unknown-number", "no tenant of this endpoint has the dialled number");
    return ringing
        .refuse(offered, null, unknownNumberCode, List.of(reason))
        .map(refused(null, unknownNumberCode));
  }

  /** The caller was admitted before, on another line: now people are tried. */
  private Future<CallAnswered> goOn(
      Offered offered, TenantSettings tenant, Offer.Moved moved, boolean waiting) {
    Origin origin = offered.origin();
    var caller =
        new Caller(origin.caller(), origin.callerName(), offered.offer().offer().attestation());
    var chosen = ProfileChoice.of(tenant, offered.offer().call());
    return carryOut(
        offered,
        chosen.tenant(),
        judging.moved(
            chosen,
            caller,
            origin.dialled(),
            moved,
            offered.connection().provider(),
            clock.instant()),
        waiting);
  }

  private Future<CallAnswered> decide(Offered offered, TenantSettings tenant, boolean waiting) {
    Origin origin = offered.origin();
    var caller =
        new Caller(origin.caller(), origin.callerName(), offered.offer().offer().attestation());
    var chosen = ProfileChoice.of(tenant, offered.offer().call());
    return carryOut(
        offered,
        chosen.tenant(),
        judging.of(
            chosen, caller, origin.dialled(), offered.connection().provider(), clock.instant()),
        waiting);
  }

  private Future<CallAnswered> carryOut(
      Offered offered, TenantSettings tenant, Verdict verdict, boolean waiting) {
    Answering answering = verdict.answering();
    if (answering == null) {
      return ringing
          .refuse(offered, tenant.id(), verdict.sipCode(), verdict.reasons())
          .map(refused(tenant.id(), verdict.sipCode()));
    }
    List<String> problems = answering.session().problems();
    if (!problems.isEmpty()) {
      LOG.atError()
          .addKeyValue("tenant", tenant.id())
          .log("settings the provider would refuse: {}", problems);
      return ringing
          .failed(offered, answering.plan(), answering.reasons())
          .map(told(CallAnswered.Result.FAILED, tenant, List.of()));
    }
    boolean moved = offered.offer().offer().moved() != null; // the receptionist stays meanwhile
    if (waiting && !moved && !answering.forward().isEmpty()) {
      return forwarded(offered, tenant, answering);
    }
    if (waiting && answering.isVoicemail()) {
      return ringing
          .recorded(offered, answering)
          .map(told(CallAnswered.Result.VOICEMAIL, tenant, List.of()));
    }
    if (!isAnswering(offered.connection(), tenant)) {
      return ringing
          .providerDown(offered, answering)
          .map(told(CallAnswered.Result.FAILED, tenant, List.of()));
    }
    loads.accepted(offered.offer().call(), tenant.id());
    callers.answering(offered.offer().call(), tenant, offered.origin().caller());
    return accept(offered, tenant, answering)
        .map(held -> told(
            held ? CallAnswered.Result.ANSWERED : CallAnswered.Result.FAILED, tenant, List.of()));
  }

  private static boolean isAnswering(Connection connection, TenantSettings tenant) {
    return connection.provider().sidebands().isAnswering(connection.endpoint(), tenant.id());
  }

  /** Who comes back from people that did not answer is not sent to them again. */
  private Future<CallAnswered> forwarded(
      Offered offered, TenantSettings tenant, Answering answering) {
    if (offered.offer().offer().returned()) {
      loads.accepted(offered.offer().call(), tenant.id());
      return accept(offered, tenant, answering.unforwarded())
          .map(held -> told(
              held ? CallAnswered.Result.ANSWERED : CallAnswered.Result.FAILED, tenant, List.of()));
    }
    return ringing
        .forwarded(offered, answering)
        .map(told(CallAnswered.Result.FORWARDED, tenant, answering.forward()));
  }

  private Future<Boolean> accept(Offered offered, TenantSettings tenant, Answering answering) {
    Profile profile = tenant.profile();
    return profile == null
        ? ringing.accept(offered, answering)
        : servers
            .into(answering, tenant.id(), profile, offered.connection().provider())
            .compose(served -> ringing.accept(offered, served));
  }

  private static CallAnswered told(
      CallAnswered.Result verdict, TenantSettings tenant, List<TransferTarget> forward) {
    return new CallAnswered(verdict, tenant.id(), 0, forward);
  }

  private static CallAnswered refused(@Nullable TenantId tenant, int sipCode) {
    return new CallAnswered(CallAnswered.Result.REFUSED, tenant, sipCode, List.of());
  }
}
