package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.CallReleased;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.LegSeen;
import dev.frontdesk.bus.BusMessage.TargetNews;
import dev.frontdesk.bus.BusMessage.TargetTold;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ProbeResult;
import dev.frontdesk.call.Transfer;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.session.Drain.Handed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators ask of the calls of one Sessions instance. May be asked from any thread; carried out on the instance's own. */
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final Context context;
  private final LiveCalls calls;
  private final Orders orders;
  private final HandingOver handingOver;
  private final Whispers whispers;

  Commands(
      Context context, LiveCalls calls, Orders orders, HandingOver handingOver, Whispers whispers) {
    this.context = context;
    this.calls = calls;
    this.orders = orders;
    this.handingOver = handingOver;
    this.whispers = whispers;
  }

  Future<CommandDone> ask(CommandAsked asked) {
    Promise<CommandDone> done = Promise.promise();
    context.runOnContext(
        now -> Future.succeededFuture(asked).compose(this::carriedOut).onComplete(done));
    return done.future();
  }

  /** As {@link #handOver}; where the stream of a call ends here, its carrier is asked to open one elsewhere first, between two sentences of ours. */
  Future<Handed> giveAway(CallId call, NodeId heir, boolean settledOnly) {
    Promise<Handed> done = Promise.promise();
    context.runOnContext(now -> {
      Optional<LiveCall> bridged = calls.find(call).filter(LiveCall::isBridged);
      if (bridged.isEmpty()) {
        handOver(call, heir, settledOnly).onComplete(done);
      } else {
        bridged
            .filter(live -> live.frozen() == null && live.isHeld())
            .filter(live -> (live.call().isSettled() && live.call().isSilent()) || !settledOnly)
            .ifPresent(LiveCall::sendElsewhere);
        done.complete(Handed.NOT_NOW);
      }
    });
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
        .log("call taken from another node");
    kept.answer(this::ask);
  }

  /** The carrier knows the call no more, whatever the provider may still think. */
  void carrierEnded(CallId call) {
    context.runOnContext(now -> calls
        .find(call)
        .ifPresent(live -> live.feed(new CallEvent.Probed(live.now(), ProbeResult.GONE))));
  }

  /** How the call stands, as its events have left it by now. */
  Future<LegSeen> leg(CallId call) {
    Promise<LegSeen> seen = Promise.promise();
    context.runOnContext(
        now -> seen.complete(calls.find(call).map(Commands::seen).orElse(LegSeen.NOTHING)));
    return seen.future();
  }

  /** The carrier tells of the target of a warm transfer. */
  Future<TargetTold> target(TargetNews news) {
    Promise<TargetTold> told = Promise.promise();
    context.runOnContext(now -> calls
        .find(news.call())
        .filter(LiveCall::isHeld)
        .ifPresentOrElse(
            live -> told.complete(told(live, news)),
            () -> told.fail("the call is being taken up again")));
    return told.future();
  }

  private TargetTold told(LiveCall live, TargetNews news) {
    live.feed(new CallEvent.AttemptReported(
        live.now(), news.attempt(), news.outcome(), news.reason(), news.leg()));
    return whispers.of(live, news.attempt());
  }

  private static LegSeen seen(LiveCall live) {
    Call call = live.call();
    Transfer transfer = call.transfer();
    return new LegSeen(
        call.phase(),
        transfer == null || transfer.isWarm() ? null : transfer.target(),
        call.ending(),
        transfer == null ? live.callerWords() : Masking.of(call).words(transfer.summary()),
        transfer != null && transfer.stage() == Transfer.Stage.ANNOUNCING ? transfer.attempt() : 0);
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
    return frozen == null ? orders.carryOut(asked) : frozen.command(asked);
  }
}
