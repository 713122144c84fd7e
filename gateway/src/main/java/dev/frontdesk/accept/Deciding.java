package dev.frontdesk.accept;

import dev.frontdesk.model.CallId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Calls that this node decides, and lately decided, whichever of its instances does: a call that rings is offered more than once, and
 * each accept costs. May be used from any thread.
 */
public final class Deciding {
  private static final int KEPT = 10_000;

  private final LongSupplier nanoTime;
  private final Set<CallId> underWay = ConcurrentHashMap.newKeySet();

  /** When, by {@link #nanoTime}. */
  private final Map<CallId, Long> decided = Collections.synchronizedMap(new Latest());

  /** @param nanoTime of the monotonic clock */
  public Deciding(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the call waits for its decision here. */
  public boolean isUnderWay(CallId call) {
    return underWay.contains(call);
  }

  /** Whether no call waits for its decision here. */
  public boolean isIdle() {
    return underWay.isEmpty();
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Nobody else decides it here until {@link #end}; false if somebody does. */
  boolean begin(CallId call) {
    return underWay.add(call);
  }

  /** As {@link #begin}; false also if it was decided: an offer that was slow may come after the one that was made because of that. */
  boolean beginFirst(CallId call) {
    return begin(call) && keeps(call, !decided.containsKey(call));
  }

  /** As {@link #begin}; false also if it was decided since {@code asked}, when others were asked whether they have to do with it. */
  boolean beginAgain(CallId call, long asked) {
    if (!begin(call)) {
      return false;
    }
    Long at = decided.get(call);
    return keeps(call, at == null || at - asked < 0);
  }

  /** To be asked only once it is begun: somebody may have decided it just before. */
  private boolean keeps(CallId call, boolean kept) {
    if (!kept) {
      underWay.remove(call);
    }
    return kept;
  }

  void decided(CallId call) {
    decided.put(call, now());
  }

  void end(CallId call) {
    underWay.remove(call);
  }

  private static final class Latest extends LinkedHashMap<CallId, Long> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<CallId, Long> eldest) {
      return size() > KEPT;
    }
  }
}
