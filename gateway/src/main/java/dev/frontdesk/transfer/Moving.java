package dev.frontdesk.transfer;

import dev.frontdesk.bus.BusMessage.AttemptAsked;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.MoveToken;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.MoveStore;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a call by SIP is referred to so that its target can be asked first: a SIP domain at the carrier whose calls come to our own
 * voice webhook. A token in the user part says there whose call it is, once.
 */
public final class Moving {
  private static final Logger LOG = LoggerFactory.getLogger(Moving.class);

  /** From our REFER, over the provider and the caller's carrier, to the webhook of ours. */
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(60);

  private final Directory directory;
  private final Providers providers;
  private final MoveStore moves;
  private final SecureRandom random;
  private final InstantSource clock;

  public Moving(
      Directory directory,
      Providers providers,
      MoveStore moves,
      SecureRandom random,
      InstantSource clock) {
    this.directory = directory;
    this.providers = providers;
    this.moves = moves;
    this.random = random;
    this.clock = clock;
  }

  /**
   * @param effect under which the attempt is claimed
   * @return empty: no line of the call's tenant, its agency or the platform takes such calls, or none can be promised now
   */
  Future<Optional<String>> address(AttemptAsked asked, String effect) {
    Optional<Endpoint> line = directory.tenant(asked.tenant()).flatMap(this::line);
    return line.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : address(asked, effect, line.get());
  }

  private Future<Optional<String>> address(AttemptAsked asked, String effect, Endpoint line) {
    byte[] bytes = new byte[MoveToken.BYTES];
    random.nextBytes(bytes);
    MoveToken token = MoveToken.of(bytes);
    String domain = String.valueOf(line.transferDomain());
    return moves
        .make(
            token, asked.call(), asked.tenant(), effect, line.id(), clock.instant(), ARRIVES_WITHIN)
        .map(made -> made ? Optional.of(token.at(domain)) : Optional.<String>empty())
        .recover(cause -> {
          LOG.atWarn()
              .addKeyValue("call", asked.call())
              .setCause(cause)
              .log("not moved, so the target gets the caller blind");
          return Future.succeededFuture(Optional.empty());
        });
  }

  /** The nearest owner's. */
  private Optional<Endpoint> line(TenantSettings tenant) {
    return directory.endpoints(known -> serves(known, tenant)).stream()
        .flatMap(known -> providers.of(known.id()).stream())
        .filter(known -> known.endpoint().transferDomain() != null)
        .filter(known -> known.provider().control().targetLegs().isPresent())
        .map(Connection::endpoint)
        .min(Comparator.comparingInt(Moving::distance)
            .thenComparing(endpoint -> endpoint.id().toString()));
  }

  private static boolean serves(Endpoint endpoint, TenantSettings tenant) {
    TenantId ofTenant = endpoint.tenant();
    AgencyId ofAgency = endpoint.agency();
    return (ofTenant == null || ofTenant.equals(tenant.id()))
        && (ofAgency == null || ofAgency.equals(tenant.agency()));
  }

  private static int distance(Endpoint endpoint) {
    return endpoint.tenant() != null ? 0 : endpoint.agency() != null ? 1 : 2;
  }
}
