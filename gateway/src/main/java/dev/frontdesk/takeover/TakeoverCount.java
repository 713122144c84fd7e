package dev.frontdesk.takeover;

import dev.frontdesk.model.CallId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How many calls of lost nodes this one took over, and since when those that are not driven yet are fenced. May be used from any thread. */
public final class TakeoverCount {
  private final AtomicLong taken = new AtomicLong();

  /** By the monotonic clock. Those that never come to be driven are few: at most what one node held. */
  private final Map<CallId, Long> fenced = new ConcurrentHashMap<>();

  void add(CallId call) {
    taken.incrementAndGet();
    fenced.put(call, System.nanoTime());
  }

  public long taken() {
    return taken.get();
  }

  /** The sideband of {@code call} is attached here; how long after the fence, if it was taken over and this is the first time. */
  public Optional<Duration> resumed(CallId call) {
    Long since = fenced.remove(call);
    return since == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(System.nanoTime() - since));
  }

  /** It is over, or another node's. */
  public void forget(CallId call) {
    fenced.remove(call);
  }
}
