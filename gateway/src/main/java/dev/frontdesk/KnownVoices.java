package dev.frontdesk;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.provider.realtime.BridgeClient;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.store.Directory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks in calls whose sound passes through us: the tenant's own endpoints, then its agency's; the platform's only for tenants that
 * have neither.
 */
final class KnownVoices implements BridgeClient.Voices {
  private final Optional<Endpoint> platform;
  private final Directory directory;

  KnownVoices(Optional<Endpoint> platform, Directory directory) {
    this.platform = platform;
    this.directory = directory;
  }

  @Override
  public List<Endpoint> of(Endpoint carrier, @Nullable TenantId tenant) {
    List<Endpoint> own =
        Optional.ofNullable(tenant).flatMap(directory::tenant).map(this::own).orElse(List.of());
    return own.isEmpty() ? platform.stream().toList() : own;
  }

  private List<Endpoint> own(TenantSettings tenant) {
    return Stream.concat(
            usable(each -> tenant.id().equals(each.tenant())),
            usable(each -> each.tenant() == null && isOf(tenant.agency(), each)))
        .toList();
  }

  private static boolean isOf(AgencyId agency, Endpoint endpoint) {
    return agency.equals(endpoint.agency());
  }

  /** In an order that every node has. */
  private Stream<Endpoint> usable(Predicate<Endpoint> of) {
    return directory
        .endpoints(each -> each.provider().equals(RealtimeProvider.NAME) && of.test(each))
        .stream()
        .filter(each -> !each.apiKey().reveal().isEmpty())
        .sorted(Comparator.comparing(each -> each.id().toString()));
  }
}
