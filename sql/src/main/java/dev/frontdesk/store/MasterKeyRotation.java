package dev.frontdesk.store;

import dev.frontdesk.store.DataKeyStore.DataKey;
import dev.frontdesk.store.DataKeyStore.Rewrapped;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.Unreadable;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts every data key under the newest master key while everything else goes on. The data keys and what they sealed stay as they are;
 * a page of them is re-wrapped in one statement, so that wherever it is interrupted, each is under one master key or the other, and
 * the next run does the rest.
 */
public final class MasterKeyRotation {
  private final DataKeyStore keys;
  private final SecretVault vault;

  MasterKeyRotation(DataKeyStore keys, SecretVault vault) {
    this.keys = keys;
    this.vault = vault;
  }

  /** A data key that opens under no master key at hand; {@code why} tells nothing of it. */
  public record Closed(Owner owner, String why) {}

  /**
   * @param rewrapped under the newest master key now, and not before
   * @param already under it before
   * @param closed left as they are
   */
  public record Tally(int rewrapped, int already, List<Closed> closed) {
    static final Tally NONE = new Tally(0, 0, List.of());

    public Tally {
      closed = List.copyOf(closed);
    }

    public int seen() {
      return rewrapped + already + closed.size();
    }

    Tally plus(Tally more) {
      return new Tally(
          rewrapped + more.rewrapped,
          already + more.already,
          Stream.concat(closed.stream(), more.closed.stream()).toList());
    }
  }

  /**
   * Re-wraps what is not yet under the newest master key, and goes on past what does not open.
   *
   * @param progress is told after each page
   */
  public Future<Tally> run(Consumer<Tally> progress) {
    return from(null, Tally.NONE, page -> keys.replace(page, vault.version()), progress);
  }

  /** Opens every data key and changes nothing; {@code rewrapped} are those that a run would re-wrap. */
  public Future<Tally> check(Consumer<Tally> progress) {
    return from(null, Tally.NONE, page -> Future.succeededFuture(page.size()), progress);
  }

  /** What is done with the freshly wrapped keys of a page; comes to how many it was done with. */
  private interface Replacing {
    Future<Integer> replace(List<Rewrapped> page);
  }

  private Future<Tally> from(
      @Nullable UUID last, Tally before, Replacing replacing, Consumer<Tally> progress) {
    return keys.after(last)
        .compose(page -> page.isEmpty()
            ? Future.succeededFuture(before)
            : rewrap(page, replacing)
                .map(before::plus)
                .onSuccess(progress::accept)
                .compose(now -> from(page.get(page.size() - 1).id(), now, replacing, progress)));
  }

  private Future<Tally> rewrap(List<DataKey> page, Replacing replacing) {
    List<Rewrapped> fresh = new ArrayList<>();
    List<Closed> closed = new ArrayList<>();
    for (DataKey key : page) {
      try {
        // Also where nothing is to be done: that it opens is worth knowing.
        fresh.add(new Rewrapped(key, vault.rewrap(key.owner(), key.key())));
      } catch (Unreadable e) {
        closed.add(new Closed(key.owner(), String.valueOf(e.getMessage())));
      }
    }
    List<Rewrapped> due = fresh.stream()
        .filter(key -> key.before().key().masterVersion() != vault.version())
        .toList();
    return replacing
        .replace(due)
        .map(rewrapped -> new Tally(rewrapped, fresh.size() - due.size(), closed));
  }
}
