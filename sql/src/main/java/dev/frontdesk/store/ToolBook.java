package dev.frontdesk.store;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.ProfileVersionId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import dev.frontdesk.store.HttpToolStore.Opened;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * HTTP tools as calls use them: the definition of the version a call was answered with, the secrets of now. With the database away it
 * goes on with the secrets it has opened. May be used from any thread.
 */
public final class ToolBook {
  private static final int MOST = 1_000;

  private record Key(TenantId tenant, String tool) {}

  private final Function<TenantId, Optional<TenantSettings>> published;
  private final Database database;
  private final @Nullable SecretVault vault;
  private final Map<Key, List<Opened>> opened = new Latest();

  ToolBook(
      Function<TenantId, Optional<TenantSettings>> published,
      Database database,
      @Nullable SecretVault vault) {
    this.published = published;
    this.database = database;
    this.vault = vault;
  }

  /** The tool as that version has it; empty if it names none such. From memory while that version is the published one. */
  public Future<Optional<HttpTool>> find(TenantId tenant, ProfileVersionId version, String name) {
    var known = published
        .apply(tenant)
        .map(TenantSettings::profile)
        .filter(profile -> profile.id().equals(version));
    return known.isPresent()
        ? Future.succeededFuture(named(known.get().httpTools(), name))
        : database
            .inTenant(tenant, stores -> stores.profiles().byId(version))
            .map(found -> found.flatMap(before -> named(before.profile().httpTools(), name)));
  }

  /** Fails if one of them cannot be opened. */
  public Future<List<Opened>> secrets(TenantId tenant, String tool) {
    SecretVault open = vault;
    if (open == null) {
      return Future.failedFuture(new IllegalStateException("no master key: secrets stay closed"));
    }
    var key = new Key(tenant, tool);
    return database
        .inTenant(tenant, stores -> stores.httpTools().open(tool, open))
        .onSuccess(found -> keep(key, found))
        .recover(cause -> known(key, cause));
  }

  private void keep(Key key, List<Opened> found) {
    synchronized (opened) {
      opened.put(key, found);
    }
  }

  private Future<List<Opened>> known(Key key, Throwable cause) {
    synchronized (opened) {
      List<Opened> kept = opened.get(key);
      return cause instanceof StoreUnavailable && kept != null
          ? Future.succeededFuture(kept)
          : Future.failedFuture(cause);
    }
  }

  private static Optional<HttpTool> named(List<HttpTool> tools, String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  private static final class Latest extends LinkedHashMap<Key, List<Opened>> {
    private static final long serialVersionUID = 1;

    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, List<Opened>> eldest) {
      return size() > MOST;
    }
  }
}
