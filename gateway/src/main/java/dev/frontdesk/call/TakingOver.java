package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.model.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call does once another node drives it: whatever the lost one may have left undone is done again, under the keys it had, so that
 * nothing with consequences happens twice; and the sideband is dialled, which shows whether the call still lives.
 */
final class TakingOver {
  /** They wait for sounds that the lost node may have heard: they begin anew. */
  private static final List<TimerKind> OF_THE_CONVERSATION =
      List.of(TimerKind.DEAD_AIR, TimerKind.SILENCE, TimerKind.STALL);

  private final Draft draft;
  private final Ending ending;

  TakingOver(Draft draft, Ending ending) {
    this.draft = draft;
    this.ending = ending;
  }

  void takenOver(CallEvent.TakenOver event) {
    draft.note("taken-over", event.lost().value());
    draft.sound = draft.sound.ended();
    switch (draft.phase) {
      case OFFERED -> ending.hangUp(EndReason.NODE_LOST);
      case CONNECTING -> connect();
      case TALKING, TRANSFERRING, CLOSING -> goOn(event);
      case HANGING_UP -> draft.does(new CallEffect.HangUp());
      case ENDED -> {} // there is nothing to go on with
    }
  }

  /** Accepted it is; whether the lost node had attached, the provider does not care. */
  private void connect() {
    draft.watchOn();
    draft.does(new CallEffect.Attach());
  }

  private void goOn(CallEvent.TakenOver event) {
    draft.detached = true;
    draft.note("gap", event.seen() == null ? "" : event.seen() + "/" + event.at());
    OF_THE_CONVERSATION.forEach(draft::unwatch);
    draft.watchOn();
    draft.tools.forEach(pending -> draft.does(new CallEffect.RunTool(pending.call())));
    if (draft.phase == Phase.TALKING && draft.plan != null) {
      talkOn(draft.plan);
    }
    if (!awaitsVerdict(draft.transfer)) {
      draft.does(new CallEffect.Probe());
    }
  }

  /** Whether the call is known to be gone already, and only the answer to its REFER tells why. */
  private boolean awaitsVerdict(@Nullable Transfer transfer) {
    if (transfer == null || transfer.stage() != Transfer.Stage.ASKED) {
      return false;
    }
    draft.does(new CallEffect.AttemptTransfer(transfer.attempt(), transfer.target()));
    return draft.ending != null;
  }

  private void talkOn(Plan plan) {
    if (!draft.sound.heard()) {
      draft.tell(new ModelCommand.Greet(plan.greeting(), plan.language()));
      draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
    } else if (draft.tools.isEmpty() && draft.sound.callerStopped() != null) {
      draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
    } else if (draft.tools.isEmpty()) {
      draft.watch(TimerKind.SILENCE, plan.longestSilence());
    }
  }
}
