package dev.frontdesk.session;

import dev.frontdesk.bus.BusMessage.AttemptSeen;
import dev.frontdesk.bus.BusMessage.TargetAsked.Act;
import dev.frontdesk.call.AttemptOutcome;
import dev.frontdesk.call.CallEffect;
import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.ProbeResult;
import dev.frontdesk.call.Transfer;
import dev.frontdesk.model.Plan;
import io.vertx.core.Future;

/** What a call wants of those who carry its transfers out. */
final class TransferActs {
  private final Shell shell;
  private final LiveCall live;
  private Future<?> joining = Future.succeededFuture();

  TransferActs(Shell shell, LiveCall live) {
    this.shell = shell;
    this.live = live;
  }

  void attempt(CallEffect.AttemptTransfer effect) {
    ContextText.before(shell, live, effect, () -> attemptNow(effect));
  }

  private void attemptNow(CallEffect.AttemptTransfer effect) {
    Transfer transfer = live.call().transfer();
    if (transfer == null || transfer.attempt() != effect.attempt()) {
      return; // the caller has hung up meanwhile, or the time for it is over
    }
    if (effect.target().warm() == null || !ringsTargets()) {
      Attempts.ask(shell, live, effect).onSuccess(live::feed);
    } else {
      Targets.ask(shell, live, Act.RING, effect.attempt(), effect.target(), null)
          .onSuccess(seen -> live.feed(Targets.event(live, seen)));
    }
  }

  private boolean ringsTargets() {
    Plan plan = live.call().plan();
    return plan != null && plan.capabilities().warmTransfer();
  }

  /** The stream ends because we fetch the caller. That the carrier took it is no news of the target. */
  void join(CallEffect.JoinTarget effect) {
    callerMoves();
    joining = Targets.ask(shell, live, Act.JOIN, effect.attempt(), null, null).onSuccess(seen -> {
      if (seen.outcome() != AttemptOutcome.TAKEN) {
        live.feed(Targets.event(live, seen));
      }
    });
  }

  private void callerMoves() {
    live.line().provider().sidebands().leaves(live.target());
  }

  void look(CallEffect.LookForTarget effect) {
    Targets.ask(shell, live, Act.LOOK, effect.attempt(), null, effect.leg())
        .onSuccess(seen -> live.feed(Targets.event(live, seen)));
  }

  void drop(CallEffect.DropTarget effect) {
    Targets.ask(shell, live, Act.DROP, effect.attempt(), null, effect.leg());
  }

  /** Never before the carrier has answered to {@link #join}: it would send the caller to an empty room after all. */
  void bringBack(CallEffect.ReturnCaller effect) {
    joining.onComplete(joined -> {
      callerMoves();
      Targets.ask(shell, live, Act.RETURN, effect.attempt(), null, null).onSuccess(this::returned);
    });
  }

  private void returned(AttemptSeen seen) {
    if (seen.outcome() == AttemptOutcome.ABANDONED) { // there is nobody to be fetched
      live.feed(new CallEvent.Probed(live.now(), ProbeResult.GONE));
    }
  }
}
