package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.session.Drain.Handed;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
      Collections.synchronizedSet(Collections.newSetFromMap(new Newest<>()));
  private final Map<CallId, NodeId> moved = Collections.synchronizedMap(new Newest<>());

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
    moved.remove(call);
    return live.putIfAbsent(call, commands) == null;
  }

  /** Of the instance that drives the call; empty if none does here. */
  Optional<Commands> driver(CallId call) {
    return Optional.ofNullable(live.get(call));
  }

  boolean hasEnded(CallId call) {
    return ended.contains(call);
  }

  /** It was given to {@code heir}: who still asks here is sent there. */
  void moved(CallId call, NodeId heir) {
    moved.put(call, heir);
  }

  /** To whom it was given; empty: to nobody. */
  Optional<NodeId> heir(CallId call) {
    return Optional.ofNullable(moved.get(call));
  }

  /** What an operator asks of a call that is driven here, or was. */
  Future<CommandDone> command(CommandAsked asked) {
    return driver(asked.call())
        .map(driver -> driver.ask(asked))
        .orElseGet(() -> Future.succeededFuture(
            new CommandDone(hasEnded(asked.call()) ? Outcome.ENDED : Outcome.UNKNOWN, "")));
  }

  /** Tries once to give a call that is driven here to {@code heir}. */
  Future<Handed> handOver(CallId call, NodeId heir, boolean settledOnly) {
    return driver(call)
        .map(driver -> driver.handOver(call, heir, settledOnly))
        .orElseGet(() -> Future.succeededFuture(Handed.MOVED));
  }

  /** How many calls are driven here. */
  public int count() {
    return live.size();
  }

  /** Those that are driven here now. */
  List<CallId> calls() {
    return List.copyOf(live.keySet());
  }

  /** It is over, or another node's. */
  void end(CallId call) {
    ended.add(call);
    live.remove(call);
  }

  /** How many are driven here now. */
  public int live() {
    return live.size();
  }

  /** Whether it needs no decision any more. */
  boolean knows(CallId call) {
    return live.containsKey(call) || ended.contains(call);
  }

  private static final class Newest<V> extends LinkedHashMap<CallId, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<CallId, V> eldest) {
      return size() > ENDED_KEPT;
    }
  }
}
