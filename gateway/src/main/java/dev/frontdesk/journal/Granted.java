package dev.frontdesk.journal;

import dev.frontdesk.model.CallId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The effects that this node granted in the last hour and what came of them: what it knows with the database away. No call lasts longer
 * than that, so nobody asks again for what is forgotten; a call may end on another node, so its end could not be waited for.
 */
final class Granted {
  static final Duration KEPT = Duration.ofHours(1);

  private record Key(CallId call, String effect) {}

  /** One that was granted; {@code result} is null while nobody knows it. */
  record Grant(long atNanos, @Nullable String result) {}

  private final LongSupplier nanoTime;

  /** In the order of granting: the first is the oldest. */
  private final Map<Key, Grant> grants = new LinkedHashMap<>();

  Granted(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  Optional<Grant> find(CallId call, String effect) {
    return Optional.ofNullable(grants.get(new Key(call, effect)));
  }

  void add(CallId call, String effect, @Nullable String result) {
    long now = nanoTime.getAsLong();
    forget(now);
    grants.put(new Key(call, effect), new Grant(now, result));
  }

  /** The first result stays, as it does in the database. */
  void ended(CallId call, String effect, String result) {
    grants.computeIfPresent(
        new Key(call, effect),
        (key, grant) -> grant.result() == null ? new Grant(grant.atNanos(), result) : grant);
  }

  /** It was not granted after all. */
  void remove(CallId call, String effect) {
    grants.remove(new Key(call, effect));
  }

  int size() {
    return grants.size();
  }

  private void forget(long now) {
    var oldest = grants.values().iterator();
    while (oldest.hasNext() && now - oldest.next().atNanos() > KEPT.toNanos()) {
      oldest.remove();
    }
  }
}
