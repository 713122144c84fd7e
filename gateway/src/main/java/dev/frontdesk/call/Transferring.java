package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.Transfer.Stage;
import dev.frontdesk.model.Emergency;
import dev.frontdesk.model.TransferTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of a transfer, its watch and its verdict: announce, attempt, watch; then gone, or the next, or back to the caller. */
final class Transferring {
  private static final Duration ANNOUNCED_WITHIN = Duration.ofSeconds(12);
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(10); // openai.md 7 #11
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

  private final Draft draft;

  Transferring(Draft draft) {
    this.draft = draft;
  }

  static String label(int attempt) {
    return "transfer-" + attempt;
  }

  void begin(@Nullable String tool, List<TransferTarget> targets, int attempt) {
    begin(
        tool,
        targets,
        attempt,
        "One moment please, I am connecting you to " + targets.get(0).name() + ".");
  }

  /** @param announcement said before the attempt */
  void begin(
      @Nullable String tool, List<TransferTarget> targets, int attempt, String announcement) {
    var transfer = new Transfer(attempt, Stage.ANNOUNCING, targets, tool, draft.now);
    draft.phase = Phase.TRANSFERRING;
    draft.transfer = transfer;
    draft.attempts = attempt;
    draft.unwatch(TimerKind.SILENCE);
    draft.unwatch(TimerKind.STALL);
    draft.tell(new ModelCommand.Say(label(attempt), announcement));
    draft.watch(TimerKind.ANNOUNCEMENT, ANNOUNCED_WITHIN);
  }

  /** The caller has heard the announcement, or should have by now. */
  void announced() {
    draft.unwatch(TimerKind.ANNOUNCEMENT);
    attempt(open().at(Stage.ASKED));
  }

  /** The caller speaks into the announcement: whatever they want, it comes first, but help in an emergency. */
  void spokenInto() {
    if (Emergencies.behind(open(), draft) == null) {
      interrupted();
    }
  }

  private void interrupted() {
    draft.unwatch(TimerKind.ANNOUNCEMENT);
    draft.phase = Phase.TALKING;
    draft.note("transfer-interrupted", open().target().key());
    draft.tell(
        new ModelCommand.Note(
            "The caller spoke before the transfer began, so it was not started. Listen; if they still want it, transfer again."));
    draft.transfer = null;
  }

  void reported(CallEvent.AttemptReported report) {
    Transfer transfer = draft.transfer;
    if (transfer == null
        || report.attempt() != transfer.attempt()
        || transfer.stage() == Stage.ANNOUNCING) {
      draft.note("transfer-report-late", report.attempt() + " " + report.outcome());
      return;
    }
    draft.journal(new Fact.TransferSeen(report.attempt(), report.outcome(), report.reason()));
    long took = Duration.between(transfer.since(), draft.now).toMillis();
    draft.journal(new Fact.Milestone("transfer", took));
    switch (report.outcome()) {
      case TAKEN, UNKNOWN -> taken(transfer);
      case CONFIRMED ->
        new Ending(draft).over(EndReason.TRANSFERRED, transfer.target().key());
      case HANDED_OVER ->
        new Ending(draft).over(EndReason.HANDED_OVER, transfer.target().key());
      case REFUSED, SILENT -> failed(transfer);
    }
  }

  /** The watch ran out: no answer to the REFER, or it was taken and the call is still here. */
  void watchFired() {
    Transfer transfer = open();
    if (draft.ending != null) {
      new Ending(draft).over(draft.ending, "the answer to the REFER never came");
      return;
    }
    draft.journal(new Fact.TransferSeen(
        transfer.attempt(),
        transfer.stage() == Stage.TAKEN ? AttemptOutcome.SILENT : AttemptOutcome.UNKNOWN,
        transfer.stage() == Stage.TAKEN
            ? "taken, and the call was still here 10 s later"
            : "no answer to the REFER"));
    failed(transfer);
  }

  private void taken(Transfer transfer) {
    draft.unwatch(TimerKind.TRANSFER_WATCH);
    draft.transfer = transfer.at(Stage.TAKEN);
    if (draft.ending != null) { // the call had left us before the answer came
      draft.ending = null;
      new Ending(draft).gone();
    } else {
      draft.watch(TimerKind.TRANSFER_WATCH, LEAVES_WITHIN);
    }
  }

  private void failed(Transfer transfer) {
    draft.unwatch(TimerKind.TRANSFER_WATCH);
    if (draft.ending != null) {
      new Ending(draft).over(draft.ending, "");
    } else if (transfer.targets().size() > 1) {
      attempt(transfer.next(draft.now));
    } else {
      draft.phase = Phase.TALKING;
      draft.transfer = null;
      notReached(transfer);
    }
  }

  private void notReached(Transfer transfer) {
    Emergency emergency = Emergencies.behind(transfer, draft);
    if (emergency != null) {
      draft.tell(new ModelCommand.Note("Nobody could be reached for the caller's emergency."));
      draft.tell(new ModelCommand.Say(Emergencies.LABEL, emergency.sentence()));
    } else {
      draft.tell(new ModelCommand.Note("The transfer to " + transfer.target().name()
          + " did not succeed. Offer to take a message."));
      draft.tell(new ModelCommand.Say(
          "transfer-failed-" + transfer.attempt(),
          "I am sorry, I could not reach " + transfer.target().name() + ". May I take a message?"));
    }
  }

  private void attempt(Transfer transfer) {
    draft.transfer = transfer;
    draft.attempts = transfer.attempt();
    TransferTarget target = transfer.target();
    draft.journal(new Fact.TransferAttempted(transfer.attempt(), target.key(), target.address()));
    draft.does(new CallEffect.AttemptTransfer(transfer.attempt(), target));
    draft.watch(TimerKind.TRANSFER_WATCH, ANSWERED_WITHIN);
  }

  private Transfer open() {
    if (draft.transfer == null) {
      throw new IllegalStateException("no transfer in phase " + draft.phase);
    }
    return draft.transfer;
  }
}
