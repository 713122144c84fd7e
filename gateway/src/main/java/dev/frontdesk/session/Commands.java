package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CallReleased;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Command;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.policy.Match;
import dev.frontdesk.session.Drain.Handed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators ask of the calls of one Sessions instance. May be asked from any thread; carried out on the instance's own. */
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final Context context;
  private final LiveCalls calls;
  private final Tools tools;
  private final HandingOver handingOver;

  Commands(Context context, LiveCalls calls, Tools tools, HandingOver handingOver) {
    this.context = context;
    this.calls = calls;
    this.tools = tools;
    this.handingOver = handingOver;
  }

  Future<CommandDone> ask(CommandAsked asked) {
    Promise<CommandDone> done = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture(asked).compose(this::carriedOut).onComplete(done));
    return done.future();
  }

  /** Tries once to give the call to another node. */
  Future<Handed> handOver(CallId call, NodeId heir, boolean settledOnly) {
    Promise<Handed> done = Promise.promise();
    context.runOnContext(now -> {
      Optional<LiveCall> live = calls
          .find(call)
          .filter(found -> found.frozen() == null && found.isHeld())
          .filter(found -> found.call().isSettled() || !settledOnly);
      if (live.isEmpty()) {
        done.complete(Handed.NOT_NOW);
      } else {
        handingOver
            .to(heir, live.get())
            .map(moved -> moved ? Handed.MOVED : Handed.NOT_TAKEN)
            .onComplete(done);
      }
    });
    return done.future();
  }

  /** The node that gave a call to us drives it no more. */
  void released(CallReleased released) {
    context.runOnContext(
        now -> calls.find(released.call()).ifPresent(live -> goOn(live, released)));
  }

  /** Heard once; later ones find nothing frozen. */
  private void goOn(LiveCall live, CallReleased released) {
    Frozen kept = live.frozen();
    NodeId from = kept == null ? null : kept.from();
    if (kept == null || from == null) {
      return;
    }
    live.goOnAfter(from, released.missed(), released.whole());
    LOG.atInfo()
        .addKeyValue("call", released.call())
        .addKeyValue("from", from)
        .addKeyValue("epoch", live.call().epoch())
        .log("call taken from a node that drains");
    kept.answer(this::ask);
  }

  /** Another node owns the call under {@code epoch}: whoever of ours drives it under an older one lets go. */
  void moved(CallId call, int epoch) {
    context.runOnContext(now ->
        calls.find(call).filter(live -> live.call().epoch() < epoch).ifPresent(LiveCall::lose));
  }

  /** The call is this node's under {@code epoch}, and one of ours may drive it under an older one: nobody else does. */
  void fenced(CallId call, int epoch) {
    context.runOnContext(now -> calls
        .find(call)
        .filter(live -> live.frozen() == null && live.call().epoch() < epoch)
        .ifPresent(live -> live.under(epoch)));
  }

  private Future<CommandDone> carriedOut(CommandAsked asked) {
    Frozen frozen = calls.find(asked.call()).map(LiveCall::frozen).orElse(null);
    return frozen == null ? Future.succeededFuture(carryOut(asked)) : frozen.command(asked);
  }

  private CommandDone carryOut(CommandAsked asked) {
    Optional<LiveCall> live = calls.find(asked.call()).filter(LiveCall::isHeld);
    if (live.isEmpty()) {
      return refused("the call is being taken up again; ask again in a moment");
    }
    Call call = live.get().call();
    if (call.plan() == null || !call.plan().tenant().equals(asked.tenant())) {
      return new CommandDone(Outcome.UNKNOWN, "");
    }
    return switch (call.phase()) {
      case OFFERED, CONNECTING -> refused("the caller is not connected yet");
      case TALKING, TRANSFERRING, CLOSING -> connected(live.get(), asked);
      case HANGING_UP, ENDED -> new CommandDone(Outcome.ENDED, "");
    };
  }

  private CommandDone connected(LiveCall live, CommandAsked asked) {
    return switch (asked.kind()) {
      case TRANSFER ->
        tools.whom(live, Objects.requireNonNullElse(asked.target(), "")).to(new Whom(live));
      case HANG_UP -> fed(live, Command.HANG_UP, asked.text(), Outcome.HANGING_UP);
      case SAY -> fed(live, Command.SAY, asked.text(), Outcome.SAYING);
      case WHISPER -> fed(live, Command.WHISPER, asked.text(), Outcome.WHISPERED);
    };
  }

  private static CommandDone fed(
      LiveCall live, Command command, @Nullable String text, Outcome outcome) {
    live.feed(new CallEvent.Commanded(live.now(), command, Objects.requireNonNullElse(text, "")));
    return new CommandDone(outcome, "");
  }

  private static CommandDone refused(String reason) {
    return new CommandDone(Outcome.REFUSED, reason);
  }

  /** The call itself decides whether it can be transferred just now. */
  private record Whom(LiveCall live) implements Match.Listener<CommandDone> {
    @Override
    public CommandDone found(Match.Found match) {
      int before = live.call().attempts();
      live.feed(new CallEvent.TransferAsked(live.now(), null, match.order()));
      return live.call().attempts() > before
          ? new CommandDone(Outcome.TRANSFERRING, "")
          : refused("a transfer or the end of the call is under way already");
    }

    @Override
    public CommandDone closed(Match.Closed match) {
      return refused(match.target().key() + " takes no calls at this time");
    }

    @Override
    public CommandDone ambiguous(Match.Ambiguous match) {
      return refused("more than one fits: " + keys(match.open()));
    }

    @Override
    public CommandDone unknown(Match.Unknown match) {
      return refused(
          match.open().isEmpty()
              ? "nobody takes calls at this time"
              : "there is no such target; open are: " + keys(match.open()));
    }

    private static String keys(List<TransferTarget> targets) {
      return targets.stream().map(TransferTarget::key).collect(Collectors.joining(", "));
    }
  }
}
