package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.Transfer.Stage;
import java.time.Duration;

/** What a call does when one of its watches runs out. */
final class Watches {
  static final Duration MODEL_SPEAKS_WITHIN = Duration.ofSeconds(12);
  private static final Duration TRANSFER_FINISHES = Duration.ofSeconds(30);
  private static final int MOST_STALLS = 2;
  private static final int MOST_NUDGES = 2;

  private final Draft draft;
  private final Ending ending;
  private final Transferring transferring;

  Watches(Draft draft, Ending ending, Transferring transferring) {
    this.draft = draft;
    this.ending = ending;
    this.transferring = transferring;
  }

  void fired(TimerKind kind) {
    switch (kind) {
      case DEAD_AIR -> ending.hangUp(EndReason.DEAD_AIR);
      case SILENCE -> silence();
      case STALL -> stall();
      case FILLER -> new Filling(draft).silent();
      case LOOK_BACK -> new LookingBack(draft).overdue();
      case WRAP_UP -> wrapUp();
      case LONGEST_CALL -> longestCall();
      case ANNOUNCEMENT -> transferring.announced();
      case HOLDING -> new WarmTransfer(draft).holding();
      case TRANSFER_WATCH -> transferring.watchFired();
      case GOODBYE, GOODBYE_MARGIN ->
        ending.hangUp(draft.ending == null ? EndReason.AGENT_HUNG_UP : draft.ending);
    }
  }

  private void silence() {
    if (draft.sound.nudges() >= MOST_NUDGES) {
      ending.politely(EndReason.SILENCE, "I cannot hear you, so I will end the call now. Goodbye!");
      return;
    }
    draft.sound = draft.sound.nudged();
    draft.note("silence", "");
    draft.tell(new ModelCommand.Say("still-there-" + draft.sound.nudges(), "Are you still there?"));
    draft.watch(TimerKind.STALL, MODEL_SPEAKS_WITHIN);
  }

  /** A response is no more: at once and once, what it was to say is asked for again. What was heard of it in part is not. */
  void failed(String response) {
    if (response.equals(draft.sound.playing())) {
      return;
    }
    if (draft.isWatched(TimerKind.STALL)) {
      stalled(new ModelCommand.Again());
    } else if (draft.isWatched(TimerKind.GOODBYE) || draft.isWatched(TimerKind.ANNOUNCEMENT)) {
      unsaid();
    }
  }

  /** Nobody will hear why the call ends, or who is rung: that happens all the same, and is not waited for. */
  private void unsaid() {
    draft.sound = draft.sound.stalled();
    if (draft.sound.stalls() < MOST_STALLS) {
      draft.tell(new ModelCommand.Again());
    } else {
      TimerKind waiting =
          draft.isWatched(TimerKind.GOODBYE) ? TimerKind.GOODBYE : TimerKind.ANNOUNCEMENT;
      draft.unwatch(waiting);
      fired(waiting);
    }
  }

  private void stall() {
    stalled(new ModelCommand.Continue());
  }

  private void stalled(ModelCommand next) {
    draft.sound = draft.sound.stalled();
    draft.note("stall", Integer.toString(draft.sound.stalls()));
    if (draft.sound.stalls() >= MOST_STALLS) {
      ending.hangUp(EndReason.PROVIDER_STALLED);
    } else {
      draft.tell(next);
      draft.watch(TimerKind.STALL, MODEL_SPEAKS_WITHIN);
    }
  }

  private void wrapUp() {
    draft.note("wrap-up", "");
    draft.tell(
        new ModelCommand.Note(
            "This call must end within two minutes. Come to a friendly end now; offer a transfer or to take a message."));
  }

  private void longestCall() {
    if (draft.phase == Phase.TALKING
        || (draft.transfer != null && draft.transfer.stage() == Stage.ANNOUNCING)) {
      ending.politely(
          EndReason.LONGEST_CALL,
          "I am sorry, I have to end this call now. Please call again. Goodbye!");
    } else if (draft.phase == Phase.TRANSFERRING) {
      draft.watch(TimerKind.LONGEST_CALL, TRANSFER_FINISHES);
    } else {
      ending.hangUp(EndReason.LONGEST_CALL);
    }
  }
}
