package dev.frontdesk.accept;

import dev.frontdesk.bus.BusMessage.OpeningAsked;
import dev.frontdesk.bus.BusMessage.OpeningMade;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.Caller;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.policy.ProfileChoice;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.store.Directory;
import io.vertx.core.Future;

/**
 * How calls that go on begin their session anew. Those frames are kept by the nodes that drive a call and in its replica; where both are
 * lost they are composed once more, from what was decided of the call and the settings of now.
 */
public final class Openings {
  private final Directory directory;
  private final Providers providers;
  private final Judging judging;
  private final McpServers servers;

  public Openings(
      Directory directory,
      Providers providers,
      LoadBook loads,
      CallerBook callers,
      InstructionComposer composer) {
    this.directory = directory;
    this.providers = providers;
    this.judging = new Judging(directory, loads, callers, composer, new Briefings(composer)::of);
    this.servers = new McpServers(directory.servers());
  }

  /** @return fails if tenant, profile or endpoint are not known here (yet), or the provider would refuse the session */
  Future<OpeningMade> make(OpeningAsked asked) {
    Offer offer = asked.offer();
    Origin origin = offer.origin();
    var connection = providers.of(origin.endpoint());
    var known = directory.tenant(asked.plan().tenant());
    if (connection.isEmpty() || known.isEmpty()) {
      return Future.failedFuture("the call's tenant or endpoint is not known here");
    }
    var chosen = ProfileChoice.of(known.get(), asked.call());
    TenantSettings tenant = chosen.tenant();
    Profile profile = tenant.profile();
    if (profile == null) {
      return Future.failedFuture("the tenant has no profile any more");
    }
    Provider provider = connection.get().provider();
    var caller = new Caller(origin.caller(), origin.callerName(), offer.attestation());
    Answering answering = judging.again(chosen, caller, asked.plan(), provider);
    return answering == null || !answering.session().problems().isEmpty()
        ? Future.failedFuture("settings the provider would refuse")
        : servers
            .into(answering, tenant.id(), profile, provider)
            .map(served -> new OpeningMade(served.session().opening()));
  }
}
