package dev.frontdesk;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.store.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform's own endpoints from the settings, all others from the directory; each with the adapter of its provider. */
final class KnownProviders implements Providers {
  private final List<Endpoint> own;
  private final Directory directory;
  private final Map<String, Provider> byName;

  KnownProviders(List<Endpoint> own, Directory directory, Map<String, Provider> byName) {
    this.own = List.copyOf(own);
    this.directory = directory;
    this.byName = Map.copyOf(byName);
  }

  @Override
  public Optional<Connection> of(EndpointId id) {
    return own.stream()
        .filter(endpoint -> endpoint.id().equals(id))
        .findFirst()
        .or(() -> directory.endpoint(id))
        .flatMap(this::connected);
  }

  private Optional<Connection> connected(Endpoint endpoint) {
    return Optional.ofNullable(byName.get(endpoint.provider()))
        .map(provider -> new Connection(endpoint, provider));
  }
}
