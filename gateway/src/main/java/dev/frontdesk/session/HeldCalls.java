package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.EndReason;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.session.Drain.Handed;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls that this node drives, over all its Sessions instances, and those that ended here lately: a call that is decided twice is
 * driven once. May be used from any thread.
 */
public final class HeldCalls {
  private static final int ENDED_KEPT = 10_000;

  private final Map<CallId, Commands> live = new ConcurrentHashMap<>();

  private final Map<CallId, End> ended = Collections.synchronizedMap(new Newest<>());

  private final Map<CallId, NodeId> moved = Collections.synchronizedMap(new Newest<>());

  /**
   * False if it is driven, or was.
   *
   * @param commands of the instance that is to drive it
   */
  boolean take(CallId call, Commands commands) {
    return !ended.containsKey(call) && live.putIfAbsent(call, commands) == null;
  }

  /**
   * The call is fenced as this node's anew, whatever was of it here under an older epoch; false if it is driven, or ended under this one:
   * whoever told of it was told twice.
   */
  boolean takeOver(CallId call, int epoch, Commands commands) {
    End before = ended.get(call);
    if (before != null && before.epoch() >= epoch) {
      return false;
    }
    ended.remove(call);
    moved.remove(call);
    return live.putIfAbsent(call, commands) == null;
  }

  /** Of the instance that drives the call; empty if none does here. */
  Optional<Commands> driver(CallId call) {
    return Optional.ofNullable(live.get(call));
  }

  boolean hasEnded(CallId call) {
    return ended.containsKey(call);
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

  /** Tries once to give a call that is driven here to {@code heir}; one whose sound passes through us follows its stream. */
  Future<Handed> handOver(CallId call, NodeId heir, boolean settledOnly) {
    return driver(call)
        .map(driver -> driver.giveAway(call, heir, settledOnly))
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

  /**
   * It is over, or another node's.
   *
   * @param unheard the carrier did not take the end that we wanted for it, and may ask what follows
   */
  void end(Call call, boolean unheard) {
    boolean asked = unheard && call.phase() == Call.Phase.ENDED;
    ended.put(call.id(), new End(call.epoch(), asked ? call.ending() : null));
    live.remove(call.id());
  }

  /** Why a call ended here lately whose carrier may not know; empty: it did not, or the carrier knows. */
  Optional<EndReason> ending(CallId call) {
    return Optional.ofNullable(ended.get(call)).map(End::why);
  }

  /** Whether it needs no decision any more. */
  boolean knows(CallId call) {
    return live.containsKey(call) || ended.containsKey(call);
  }

  /**
   * @param epoch under which it ended here
   * @param why null: it went to another node, or the carrier knows
   */
  private record End(int epoch, @Nullable EndReason why) {}

  private static final class Newest<V> extends LinkedHashMap<CallId, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<CallId, V> eldest) {
      return size() > ENDED_KEPT;
    }
  }
}
