package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencySettings;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.store.SettingsLoader.Held;
import dev.frontdesk.store.SettingsReader.Bound;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known at one moment; never changed, only replaced. */
record DirectorySnapshot(
    Map<UUID, Held<Bound>> tenants,
    Map<UUID, Held<Endpoint>> endpoints,
    Map<UUID, Held<AgencySettings>> agencies,
    Map<Binding, UUID> numbers) {
  static final DirectorySnapshot EMPTY =
      new DirectorySnapshot(Map.of(), Map.of(), Map.of(), Map.of());

  /** A number rings through one endpoint only. */
  record Binding(EndpointId endpoint, PhoneNumber number) {}

  Optional<TenantSettings> byNumber(EndpointId endpoint, PhoneNumber number) {
    return Optional.ofNullable(numbers.get(new Binding(endpoint, number)))
        .flatMap(id -> tenant(new TenantId(id)));
  }

  Optional<TenantSettings> tenant(TenantId tenant) {
    return Optional.ofNullable(value(tenants.get(tenant.value()))).map(Bound::settings);
  }

  Optional<Endpoint> endpoint(EndpointId endpoint) {
    return Optional.ofNullable(value(endpoints.get(endpoint.value())));
  }

  List<Endpoint> endpoints(Predicate<Endpoint> wanted) {
    return endpoints.values().stream()
        .map(DirectorySnapshot::value)
        .flatMap(Stream::ofNullable)
        .filter(wanted)
        .toList();
  }

  Optional<AgencySettings> agency(AgencyId agency) {
    return Optional.ofNullable(value(agencies.get(agency.value())));
  }

  /** This, with what was read for {@code ids}; those that were asked for and not found are gone. */
  DirectorySnapshot with(
      Collection<UUID> ids,
      Map<UUID, Held<Bound>> readTenants,
      Map<UUID, Held<Endpoint>> readEndpoints,
      Map<UUID, Held<AgencySettings>> readAgencies) {
    Map<UUID, Held<Bound>> nextTenants = new HashMap<>(tenants);
    Map<UUID, Held<Endpoint>> nextEndpoints = new HashMap<>(endpoints);
    Map<UUID, Held<AgencySettings>> nextAgencies = new HashMap<>(agencies);
    Map<Binding, UUID> nextNumbers = new HashMap<>(numbers);
    for (UUID id : ids) {
      unbind(id, nextNumbers);
      replace(id, nextTenants, readTenants);
      replace(id, nextEndpoints, readEndpoints);
      replace(id, nextAgencies, readAgencies);
    }
    // After all were unbound, so that a number released by one and claimed by another ends with the
    // other.
    for (UUID id : ids) {
      bind(id, value(nextTenants.get(id)), nextNumbers);
    }
    return new DirectorySnapshot(nextTenants, nextEndpoints, nextAgencies, nextNumbers);
  }

  private void unbind(UUID id, Map<Binding, UUID> next) {
    Bound bound = value(tenants.get(id));
    if (bound != null) {
      bound.numbers().forEach((number, endpoint) -> next.remove(new Binding(endpoint, number), id));
    }
  }

  private static void bind(UUID id, @Nullable Bound bound, Map<Binding, UUID> next) {
    if (bound != null) {
      bound.numbers().forEach((number, endpoint) -> next.put(new Binding(endpoint, number), id));
    }
  }

  private static <T> void replace(UUID id, Map<UUID, Held<T>> next, Map<UUID, Held<T>> read) {
    Held<T> now = read.get(id);
    if (now == null) {
      next.remove(id);
    } else {
      next.merge(
          id,
          now,
          (before, after) ->
              after.value() == null ? new Held<>(after.version(), before.value()) : after);
    }
  }

  private static <T> @Nullable T value(@Nullable Held<T> held) {
    return held == null ? null : held.value();
  }
}
