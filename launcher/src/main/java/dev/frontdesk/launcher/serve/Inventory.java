package dev.frontdesk.launcher.serve;

import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.Platform.Agency;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What an installation holds, as far as its operator is told at the start. */
record Inventory(int tenants, List<Door> doors, List<String> models) {
  /** An endpoint of an agency, which has its own webhook URL. */
  record Door(EndpointId endpoint, String agency, String name) {}

  private record Part(int tenants, List<Door> doors, List<String> models) {}

  static Inventory take(Database database, Directory directory) {
    var parts = database
        .platform()
        .agencies()
        .compose(agencies -> Future.all(
            agencies.stream().map(agency -> of(agency, database, directory)).toList()))
        .await()
        .<Part>list();
    return new Inventory(
        parts.stream().mapToInt(Part::tenants).sum(),
        parts.stream().flatMap(part -> part.doors().stream()).toList(),
        parts.stream().flatMap(part -> part.models().stream()).distinct().toList());
  }

  private static Future<Part> of(Agency agency, Database database, Directory directory) {
    return database.inAgency(
        agency.id(),
        stores -> stores
            .tenants()
            .list()
            .compose(tenants -> stores
                .endpoints()
                .list()
                .map(endpoints -> new Part(
                    tenants.size(),
                    endpoints.stream()
                        .map(endpoint -> new Door(endpoint.id(), agency.name(), endpoint.name()))
                        .toList(),
                    tenants.stream()
                        .flatMap(tenant -> models(directory.tenant(tenant.id())))
                        .toList()))));
  }

  private static Stream<String> models(Optional<TenantSettings> tenant) {
    Profile profile = tenant.map(TenantSettings::profile).orElse(null);
    return profile == null
        ? Stream.empty()
        : Stream.of(profile.voice().model(), profile.voice().transcriptionModel())
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull);
  }
}
