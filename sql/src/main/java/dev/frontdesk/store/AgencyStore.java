package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.store.Platform.Agency;
import io.vertx.core.Future;
import java.util.Optional;

/** The current agency itself. */
public final class AgencyStore {
  private static final String FIND = "SELECT id, name FROM agency WHERE id = $1";
  private static final String INSERT = "INSERT INTO agency (id, name) VALUES ($1, $2)";
  private static final String RENAME = "UPDATE agency SET name = $2 WHERE id = $1";

  private final Scope scope;

  AgencyStore(Scope scope) {
    this.scope = scope;
  }

  /** Empty if it is not there (any more, or yet). */
  public Future<Optional<Agency>> find() {
    return scope.first(
        "find agency",
        FIND,
        row -> new Agency(new AgencyId(row.getUUID("id")), row.getString("name")));
  }

  /** Makes the agency in whose scope we are; fails with {@link StoreRefused} if the name is taken. */
  public Future<Void> create(String name) {
    return scope.run("create agency", INSERT, name).mapEmpty();
  }

  public Future<Boolean> rename(String name) {
    return scope.touched("rename agency", RENAME, name);
  }
}
