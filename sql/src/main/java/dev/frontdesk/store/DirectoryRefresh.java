package dev.frontdesk.store;

import dev.frontdesk.store.SettingsLoader.Held;
import dev.frontdesk.store.SettingsLoader.Versions;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the snapshot up to date: one read at a time, each in the order in which it was asked for. */
final class DirectoryRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryRefresh.class);

  private final SettingsLoader loader;
  private final EndpointReader endpoints;
  private volatile DirectorySnapshot known = DirectorySnapshot.EMPTY;
  private volatile boolean failed;
  private @Nullable String revision;
  private Future<Void> last = Future.succeededFuture();
  private Set<UUID> waiting = new HashSet<>();
  private @Nullable Future<Void> looking;

  DirectoryRefresh(SettingsLoader loader, EndpointReader endpoints) {
    this.loader = loader;
    this.endpoints = endpoints;
  }

  DirectorySnapshot known() {
    return known;
  }

  boolean failed() {
    return failed;
  }

  /** Reads one tenant or endpoint again; notifications that arrive meanwhile are read together. */
  synchronized Future<Void> changed(UUID id) {
    boolean first = waiting.isEmpty();
    waiting.add(id);
    return first ? inOrder(this::readWaiting) : last;
  }

  /** Reads all known endpoints, whether or not they differ. */
  synchronized Future<Void> endpointsAgain() {
    return inOrder(
        () -> read(new Versioned(Set.of(), Set.copyOf(known.endpoints().keySet()), Set.of())));
  }

  /** Reads whatever differs from what is known; asked again while it waits or runs, it is one look. */
  synchronized Future<Void> whatChanged() {
    if (looking == null || looking.isComplete()) {
      looking = inOrder(this::look);
    }
    return looking;
  }

  private synchronized Future<Void> inOrder(Supplier<Future<Void>> work) {
    last = last.transform(before -> work.get()).onComplete(done -> failed = done.failed());
    return last;
  }

  private Future<Void> readWaiting() {
    Set<UUID> ids;
    synchronized (this) {
      ids = waiting;
      waiting = new HashSet<>();
    }
    return read(new Versioned(ids, ids, ids));
  }

  private Future<Void> look() {
    return loader
        .revision()
        .compose(now -> now.equals(revision)
            ? Future.succeededFuture()
            : loader.versions().compose(this::readChanged).onSuccess(done -> revision = now));
  }

  private Future<Void> readChanged(Versions now) {
    DirectorySnapshot before = known;
    return read(new Versioned(
        changed(now.tenants(), before.tenants()),
        changed(now.endpoints(), before.endpoints()),
        changed(now.agencies(), before.agencies())));
  }

  /** Ids to be read again; an id of unknown kind may stand in all three. */
  private record Versioned(Set<UUID> tenants, Set<UUID> endpoints, Set<UUID> agencies) {
    Set<UUID> all() {
      Set<UUID> all = new HashSet<>(tenants);
      all.addAll(endpoints);
      all.addAll(agencies);
      return all;
    }
  }

  private Future<Void> read(Versioned ids) {
    if (ids.all().isEmpty()) {
      return Future.succeededFuture();
    }
    var tenants = loader.tenants(ids.tenants(), guarded("tenant", SettingsReader::tenant));
    var ends = loader.endpoints(ids.endpoints(), guarded("endpoint", endpoints::endpoint));
    var agencies = loader.agencies(ids.agencies(), guarded("agency", SettingsReader::agency));
    return Future.all(tenants, ends, agencies)
        .onSuccess(read -> {
          known = known.with(ids.all(), tenants.result(), ends.result(), agencies.result());
          endpoints.keepOnly(known.endpoints().keySet());
        })
        .mapEmpty();
  }

  /** New, changed and gone. */
  private static <T> Set<UUID> changed(Map<UUID, String> now, Map<UUID, Held<T>> before) {
    Set<UUID> changed = new HashSet<>(before.keySet());
    changed.removeAll(now.keySet());
    now.forEach((id, version) -> {
      Held<T> held = before.get(id);
      if (held == null || !held.version().equals(version)) {
        changed.add(id);
      }
    });
    return changed;
  }

  /** One row that makes no sense must not keep the others from being known. */
  private static <T> Function<String, @Nullable T> guarded(
      String what, Function<String, T> reading) {
    return json -> {
      try {
        return reading.apply(json);
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue(what, Json.read(json).path("id").asText())
            .setCause(e)
            .log("settings make no sense: keeping the last known");
        return null;
      }
    };
  }
}
