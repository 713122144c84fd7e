package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.bus.Missed;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What comes to a call while it is handed from node to node and nobody drives it, in order and within limits. */
final class Frozen {
  private static final int MOST = 4_000;
  private static final int MOST_BYTES = 2 << 20;
  private static final int MOST_COMMANDS = 32;

  private final List<Missed> missed = new ArrayList<>();
  private final List<Asking> commands = new ArrayList<>();
  private int bytes;
  private boolean whole = true;
  private boolean socketEnded;
  private final @Nullable NodeId from;

  /** @param from the node that gives the call to this one; null: this one gives it */
  Frozen(@Nullable NodeId from) {
    this.from = from;
  }

  private record Asking(CommandAsked asked, Promise<CommandDone> done) {}

  /** Null: the call is on its way from here. */
  @Nullable
  NodeId from() {
    return from;
  }

  void frame(Buffer frame) {
    bytes += frame.length();
    add(Missed.frame(frame.toString()));
  }

  void event(CallEvent event) {
    add(Missed.event(event));
  }

  void socketEnded() {
    socketEnded = true;
  }

  Future<CommandDone> command(CommandAsked asked) {
    if (commands.size() == MOST_COMMANDS) {
      return Future.succeededFuture(
          new CommandDone(Outcome.REFUSED, "the call is being moved; ask again in a moment"));
    }
    Promise<CommandDone> done = Promise.promise();
    commands.add(new Asking(asked, done));
    return done.future();
  }

  List<Missed> missed() {
    return missed;
  }

  /** What another node can use of it: watches it keeps by itself. */
  List<Missed> forAnother() {
    return missed.stream()
        .filter(each -> !(each.event() instanceof CallEvent.TimerFired))
        .toList();
  }

  /** Whether nothing is missing that came before the sideband ended, if it did. */
  boolean isWhole() {
    return whole;
  }

  boolean hasSocketEnded() {
    return socketEnded;
  }

  /** Whoever asked for something hears what becomes of it. */
  void answer(Function<CommandAsked, Future<CommandDone>> by) {
    commands.forEach(each -> by.apply(each.asked()).onComplete(each.done()));
    commands.clear();
  }

  private void add(Missed one) {
    if (missed.size() < MOST && bytes <= MOST_BYTES) {
      missed.add(one);
    } else {
      whole = false;
    }
  }
}
