package dev.frontdesk.session;

import dev.frontdesk.model.CallId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls that this node drives, over all its Sessions instances, and those that ended here lately: a call that is decided twice is
 * driven once. May be used from any thread.
 */
public final class HeldCalls {
  private static final int ENDED_KEPT = 10_000;

  private final Map<CallId, Commands> live = new ConcurrentHashMap<>();
  private final Set<CallId> ended =
      Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

  /**
   * False if it is driven, or was.
   *
   * @param commands of the instance that is to drive it
   */
  boolean take(CallId call, Commands commands) {
    return !ended.contains(call) && live.putIfAbsent(call, commands) == null;
  }

  /** The call is fenced as this node's anew, whatever was of it here before; false if it is driven. */
  boolean takeOver(CallId call, Commands commands) {
    ended.remove(call);
    return live.putIfAbsent(call, commands) == null;
  }

  /** Of the instance that drives the call; empty if none does here. */
  Optional<Commands> driver(CallId call) {
    return Optional.ofNullable(live.get(call));
  }

  boolean hasEnded(CallId call) {
    return ended.contains(call);
  }

  /** It is over, or another node's. */
  void end(CallId call) {
    ended.add(call);
    live.remove(call);
  }

  /** Whether it needs no decision any more. */
  boolean knows(CallId call) {
    return live.containsKey(call) || ended.contains(call);
  }

  private static final class Newest extends LinkedHashMap<CallId, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<CallId, Boolean> eldest) {
      return size() > ENDED_KEPT;
    }
  }
}
