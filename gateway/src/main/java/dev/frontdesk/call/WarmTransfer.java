package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.Transfer.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A transfer in which the target is asked first (attended). The caller stays with the receptionist until the target is in the room, so
 * nobody is alone there but the target, and that for no longer than the caller's way takes:
 *
 * <pre>
 * RINGING ──answered──► WHISPERING ──accepted──► ENTERING ──entered──► JOINING ──confirmed──► over, the receptionist leaves
 *    │                     │                       │ no news              │ no news
 *    │                     │               SEEKING_TARGET           SEEKING_CALLER    the carrier is asked who is there
 *    └───────────┴───── busy, no answer, machine, declined, left, too late ─────┴──► the next, or back with a word why
 * </pre>
 */
final class WarmTransfer {
  private static final Duration RINGING_ENDS =
      Duration.ofSeconds(15); // dialling, and telling people from machines
  private static final Duration DECIDED_WITHIN =
      Duration.ofSeconds(60); // the longest summary spoken, two questions, two silences
  private static final Duration ENTERS_WITHIN = Duration.ofSeconds(6);
  private static final Duration JOINED_WITHIN = Duration.ofSeconds(15);
  private static final Duration LOOKED_WITHIN = Duration.ofSeconds(12);
  private static final Duration LAST_WORD_WITHIN = Duration.ofSeconds(3);
  private static final Duration TOLD_AGAIN_AFTER = Duration.ofSeconds(12);

  private final Draft draft;

  WarmTransfer(Draft draft) {
    this.draft = draft;
  }

  /** @param ringFor how long the target may ring */
  void ring(Transfer transfer, Duration ringFor) {
    draft.transfer = transfer.at(Stage.RINGING);
    draft.does(new CallEffect.AttemptTransfer(transfer.attempt(), transfer.target()));
    draft.tell(
        new ModelCommand.Note(
            transfer.target().name()
                + " is being rung and is told who calls. Stay with the caller until then; promise nothing."));
    draft.watch(TimerKind.TRANSFER_WATCH, ringFor.plus(RINGING_ENDS));
    silent();
  }

  /** Nobody speaks: before long the caller is told that somebody is still being rung. */
  void silent() {
    draft.watch(TimerKind.HOLDING, TOLD_AGAIN_AFTER);
  }

  /** The caller has heard nothing for a while. */
  void holding() {
    Transfer transfer = draft.transfer;
    if (transfer != null && transfer.isWaiting()) {
      draft.tell(new ModelCommand.Say(
          "holding-" + transfer.attempt(),
          "Thank you for waiting, I am still trying to reach "
              + transfer.target().name() + "."));
      silent();
    }
  }

  /** @return why the attempt failed; null: it goes on, or has succeeded */
  @Nullable
  Failure reported(Transfer before, CallEvent.AttemptReported report) {
    Transfer transfer = before.on(report.leg());
    draft.transfer = transfer;
    AttemptOutcome outcome = report.outcome();
    return switch (outcome) {
      case TAKEN -> {
        if (before.leg() == null && transfer.leg() != null) {
          seen(transfer, outcome, report.reason());
        }
        yield null;
      }
      case UNKNOWN, HANDED_OVER, MOVED -> null; // what is seen of the target, or the watch, tells
      case ANSWERED -> {
        if (transfer.stage() == Stage.RINGING) {
          next(transfer, Stage.WHISPERING, report, DECIDED_WITHIN);
        }
        yield null;
      }
      case ACCEPTED -> {
        if (transfer.stage() == Stage.RINGING || transfer.stage() == Stage.WHISPERING) {
          next(transfer, Stage.ENTERING, report, ENTERS_WITHIN);
        }
        yield null;
      }
      case ENTERED -> entered(transfer, report.reason());
      case CONFIRMED -> {
        seen(transfer, outcome, report.reason());
        draft.journal(new Fact.Milestone(
            "transfer", Duration.between(transfer.since(), draft.now).toMillis()));
        new Ending(draft).over(EndReason.TRANSFERRED, transfer.target().key());
        yield null;
      }
      case REFUSED, SILENT, DECLINED, NO_ANSWER, BUSY, VOICEMAIL, FAILED, LEFT, ABANDONED ->
        failed(transfer, outcome, report.reason());
    };
  }

  /** News of its coming; of a caller who was sent long ago it says that nobody is with the target. */
  private @Nullable Failure entered(Transfer transfer, String reason) {
    if (transfer.stage() == Stage.SEEKING_CALLER) {
      return failed(transfer, AttemptOutcome.SILENT, "the caller never came to the room");
    }
    if (transfer.isWaiting()) {
      seen(transfer, AttemptOutcome.ENTERED, reason);
      join(transfer);
    }
    return null;
  }

  /** @return why the attempt failed; null: it goes on */
  @Nullable
  Failure watchFired(Transfer transfer) {
    return switch (transfer.stage()) {
      case ENTERING -> seek(transfer.at(Stage.SEEKING_TARGET));
      case SEEKING_TARGET ->
        failed(transfer, AttemptOutcome.SILENT, "the target never came to the room");
      case JOINING -> seek(transfer.at(Stage.SEEKING_CALLER));
      case SEEKING_CALLER ->
        failed(transfer, AttemptOutcome.SILENT, "the caller never came to the room");
      default ->
        failed(
            transfer,
            transfer.stage() == Stage.RINGING ? AttemptOutcome.NO_ANSWER : AttemptOutcome.DECLINED,
            "no news of the target in time");
    };
  }

  private @Nullable Failure seek(Transfer transfer) {
    look(transfer);
    draft.watch(TimerKind.TRANSFER_WATCH, LOOKED_WITHIN);
    return null;
  }

  /** The carrier is asked how it stands: news may have been lost with its former owner, or on the way. */
  void look(Transfer transfer) {
    draft.transfer = transfer;
    draft.does(new CallEffect.LookForTarget(transfer.attempt(), transfer.leg()));
  }

  /** The caller may be gone, or only our side of it, which is on its way to the room: the room tells before long. */
  void callerUnseen() {
    if (draft.transfer != null && draft.transfer.stage() == Stage.JOINING) {
      draft.watch(TimerKind.TRANSFER_WATCH, LAST_WORD_WITHIN);
    }
  }

  /** The sideband ends because the caller has left it for the room. */
  void callerLeaves() {
    draft.detached = true;
    draft.sound = draft.sound.ended();
    draft.note("left-for-the-room", "");
  }

  /**
   * @param outcome the latest that was seen
   * @param moved whether the caller had been sent to the room
   */
  record Failure(Transfer transfer, AttemptOutcome outcome, boolean moved) {
    String words() {
      String name = transfer.target().name();
      return switch (outcome) {
        case BUSY -> name + " is on another call";
        case NO_ANSWER, VOICEMAIL -> name + " does not answer";
        case DECLINED, LEFT -> name + " cannot take your call just now";
        default -> "I could not reach " + name;
      };
    }
  }

  private void next(
      Transfer transfer, Stage stage, CallEvent.AttemptReported report, Duration within) {
    seen(transfer, report.outcome(), report.reason());
    draft.transfer = transfer.at(stage);
    draft.watch(TimerKind.TRANSFER_WATCH, within);
  }

  private void join(Transfer transfer) {
    draft.transfer = transfer.at(Stage.JOINING);
    draft.unwatch(TimerKind.HOLDING);
    draft.unwatch(TimerKind.STALL);
    draft.does(new CallEffect.JoinTarget(transfer.attempt()));
    draft.watch(TimerKind.TRANSFER_WATCH, JOINED_WITHIN);
  }

  /** The target's leg is ended if it may live, and the caller is fetched back if they were sent away. */
  private Failure failed(Transfer transfer, AttemptOutcome outcome, String reason) {
    seen(transfer, outcome, reason);
    draft.unwatch(TimerKind.TRANSFER_WATCH);
    draft.unwatch(TimerKind.HOLDING);
    if (transfer.leg() != null) {
      draft.does(new CallEffect.DropTarget(transfer.attempt(), transfer.leg()));
    }
    boolean moved = transfer.isJoining();
    draft.transfer = null;
    if (moved) {
      draft.phase = Phase.TALKING;
      draft.does(new CallEffect.ReturnCaller(transfer.attempt()));
      if (draft.detached) {
        new LookingBack(draft).unseen(draft.now, false);
        draft.does(new CallEffect.Probe());
      }
    }
    return new Failure(transfer, outcome, moved);
  }

  private void seen(Transfer transfer, AttemptOutcome outcome, String reason) {
    draft.journal(new Fact.TransferSeen(transfer.attempt(), outcome, reason));
  }
}
