package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call does once another node drives it: whatever the former one may have left undone is done again, under the keys it had, so that
 * nothing with consequences happens twice. After a loss the sideband is dialled, which shows whether the call still lives; a call that was
 * handed over is known exactly, and nothing in it starts anew.
 */
final class TakingOver {
  /** They wait for sounds that the lost node may have heard: they begin anew. */
  private static final List<TimerKind> OF_THE_CONVERSATION =
      List.of(TimerKind.DEAD_AIR, TimerKind.SILENCE, TimerKind.STALL, TimerKind.FILLER);

  private final Draft draft;
  private final Ending ending;

  TakingOver(Draft draft, Ending ending) {
    this.draft = draft;
    this.ending = ending;
  }

  void takenOver(CallEvent.TakenOver event) {
    if (event.unwritten()) {
      open();
    }
    draft.note("taken-over", event.lost().value());
    switch (draft.phase) {
      case OFFERED -> ending.hangUp(EndReason.NODE_LOST);
      case CONNECTING -> connect();
      case TALKING, TRANSFERRING, CLOSING -> goOn(event);
      case HANGING_UP -> end();
      case ENDED -> {} // there is nothing to go on with
    }
  }

  /** Every fact needs the first one; why it was decided so is lost. */
  private void open() {
    if (draft.origin != null && draft.plan != null) {
      draft.journal(Opening.of(
          draft.origin,
          draft.plan,
          "answer",
          List.of(new Reason("taken-over", "why it was decided so was not written down"))));
      draft.journal(new Fact.Answered());
    }
  }

  void handedOver(CallEvent.HandedOver event) {
    if (draft.phase != Phase.ENDED) { // by what came on the way, which is decided first
      draft.note("handed-over", event.from().value());
    }
    switch (draft.phase) {
      case OFFERED -> ending.hangUp(EndReason.NODE_LOST);
      case CONNECTING -> connect();
      case TALKING, TRANSFERRING, CLOSING -> carryOn(event);
      case HANGING_UP -> end();
      case ENDED -> {} // there is nothing to go on with
    }
  }

  private void carryOn(CallEvent.HandedOver event) {
    if (event.seen() != null) {
      new LookingBack(draft).unseen(event.seen(), true);
    }
    draft.watchOn();
    runTools();
    if (!awaitsVerdict(draft.transfer)) {
      draft.detached = false;
    }
  }

  /** Accepted it is; whether the lost node had attached, the provider does not care. */
  private void connect() {
    draft.watchOn();
    draft.does(new CallEffect.Attach());
  }

  private void goOn(CallEvent.TakenOver event) {
    draft.detached = true;
    boolean ungreeted = draft.phase == Phase.TALKING && !draft.sound.heard();
    new LookingBack(draft).unseen(event.seen(), true, ungreeted);
    draft.sound = draft.sound.ended();
    OF_THE_CONVERSATION.forEach(draft::unwatch);
    draft.watchOn();
    runTools();
    if (draft.phase == Phase.TALKING && draft.plan != null) {
      talkOn(draft.plan);
    }
    if (!awaitsVerdict(draft.transfer)) {
      draft.does(new CallEffect.Probe());
    }
  }

  /** It may have been asked for; twice is once. */
  private void end() {
    draft.does(draft.ending == null ? new CallEffect.HangUp() : CallEffect.ending(draft.ending));
  }

  private void runTools() {
    draft.tools.forEach(pending -> draft.does(new CallEffect.RunTool(pending.call())));
  }

  /** Whether the call is known to be gone already, and only the answer to its REFER tells why. */
  private boolean awaitsVerdict(@Nullable Transfer transfer) {
    if (transfer == null) {
      return false;
    }
    return switch (transfer.stage()) {
      case ANNOUNCING, TAKEN -> false;
      case ASKED -> {
        draft.does(Transferring.asked(transfer, draft));
        yield draft.ending != null;
      }
      case RINGING, WHISPERING, ENTERING, SEEKING_TARGET -> {
        if (transfer.leg() == null) {
          draft.does(new CallEffect.AttemptTransfer(transfer.attempt(), transfer.target()));
        } else {
          new WarmTransfer(draft).look(transfer);
        }
        yield false;
      }
      case JOINING -> {
        draft.does(new CallEffect.JoinTarget(transfer.attempt()));
        yield true;
      }
      case SEEKING_CALLER -> {
        new WarmTransfer(draft).look(transfer);
        yield true;
      }
    };
  }

  private void talkOn(Plan plan) {
    if (draft.tools.isEmpty() && draft.sound.callerStopped() != null) {
      draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
    } else if (draft.tools.isEmpty()) {
      draft.watch(TimerKind.SILENCE, plan.longestSilence());
    }
  }
}
