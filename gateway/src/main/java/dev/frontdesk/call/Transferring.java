package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.Transfer.Stage;
import dev.frontdesk.model.Emergency;
import dev.frontdesk.model.Plan;
import dev.frontdesk.model.TransferTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of a transfer, its watch and its verdict: announce, attempt, watch; then gone, or the next, or back to the caller. */
final class Transferring {
  private static final Duration ANNOUNCED_WITHIN = Duration.ofSeconds(12);
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(10); // openai.md 7 #11
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(20);

  /** On the line from which a call was moved people may have come first. */
  private static final String UNGREETED =
      "If the caller has not been greeted yet, say with your next words who you are and that you are an AI assistant.";

  private final Draft draft;
  private final WarmTransfer warm;

  Transferring(Draft draft) {
    this.draft = draft;
    this.warm = new WarmTransfer(draft);
  }

  static String label(int attempt) {
    return "transfer-" + attempt;
  }

  /** @param summary what the caller wants, for who is asked to take the call */
  void begin(@Nullable String tool, List<TransferTarget> targets, int attempt, String summary) {
    begin(
        tool,
        targets,
        attempt,
        summary,
        "One moment please, " + willDo(targets.get(0)) + ".",
        false);
  }

  /** The caller gets people first. One who was moved here was told who is tried, in the call before this one. */
  void forward(Transfer transfer) {
    boolean moved = draft.origin != null && draft.origin.movedFrom() != null;
    String opening = moved ? "Thank you for waiting, " : "One moment please, ";
    begin(
        null,
        transfer.targets(),
        transfer.attempt(),
        transfer.summary(),
        opening + willDo(transfer.target()) + ".",
        transfer.first());
  }

  /**
   * @param announcement said before the attempt
   * @param first whether nobody has greeted the caller yet
   */
  void begin(
      @Nullable String tool,
      List<TransferTarget> targets,
      int attempt,
      String summary,
      String announcement,
      boolean first) {
    var transfer =
        new Transfer(attempt, Stage.ANNOUNCING, targets, tool, draft.now, summary, first);
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
    draft.tell(new ModelCommand.Note(
        "The caller spoke before the transfer began, so it was not started. Listen; if they still want it, transfer again."
            + (open().first() ? " " + UNGREETED : "")));
    draft.transfer = null;
  }

  void reported(CallEvent.AttemptReported report) {
    Transfer transfer = draft.transfer;
    if (transfer != null
        && report.attempt() == transfer.attempt()
        && transfer.stage() == Stage.ANNOUNCING
        && report.outcome() == AttemptOutcome.HANDED_OVER) {
      begunByTheCarrier(transfer, report);
      return;
    }
    if (transfer == null
        || report.attempt() != transfer.attempt()
        || transfer.stage() == Stage.ANNOUNCING) {
      late(report);
      return;
    }
    if (transfer.isWarm()) {
      goOnAfter(warm.reported(transfer, report));
      return;
    }
    draft.journal(new Fact.TransferSeen(report.attempt(), report.outcome(), report.reason()));
    long took = Duration.between(transfer.since(), draft.now).toMillis();
    draft.journal(new Fact.Milestone("transfer", took));
    switch (report.outcome()) {
      case TAKEN, UNKNOWN -> taken(transfer);
      case CONFIRMED ->
        new Ending(draft).over(EndReason.TRANSFERRED, transfer.target().key());
      case HANDED_OVER, MOVED ->
        new Ending(draft).over(EndReason.HANDED_OVER, transfer.target().key());
      case REFUSED, SILENT, DECLINED, NO_ANSWER, BUSY, VOICEMAIL, FAILED, LEFT, ABANDONED ->
        failed(transfer);
      case ANSWERED, ACCEPTED, ENTERED -> {} // of a target that is not asked
    }
  }

  /** The line was lost while the caller was told, and the carrier, which asked what follows, does it already. */
  private void begunByTheCarrier(Transfer transfer, CallEvent.AttemptReported report) {
    TransferTarget target = transfer.target();
    draft.journal(new Fact.TransferAttempted(transfer.attempt(), target.key(), target.address()));
    draft.journal(new Fact.TransferSeen(report.attempt(), report.outcome(), report.reason()));
    new Ending(draft).over(EndReason.HANDED_OVER, target.key());
  }

  /** Of an attempt that is over. Who is still rung or asked for it would wait in vain. */
  private void late(CallEvent.AttemptReported report) {
    draft.note("transfer-report-late", report.attempt() + " " + report.outcome());
    boolean lives = switch (report.outcome()) {
      case TAKEN, ANSWERED, ACCEPTED, ENTERED -> true;
      default -> false;
    };
    if (lives && report.leg() != null) {
      draft.does(new CallEffect.DropTarget(report.attempt(), report.leg()));
    }
  }

  /** The target could not be asked, or said no: the next is tried, or the receptionist goes on. */
  private void goOnAfter(WarmTransfer.@Nullable Failure failure) {
    if (failure == null) {
      return;
    }
    Transfer transfer = failure.transfer();
    List<TransferTarget> rest = transfer.targets().subList(1, transfer.targets().size());
    if (rest.isEmpty() || failure.moved()) {
      draft.phase = Phase.TALKING;
      notReached(transfer, failure.words());
    } else {
      begin(
          transfer.tool(),
          rest,
          transfer.attempt() + 1,
          transfer.summary(),
          failure.words() + ", " + willDo(rest.get(0)) + ".",
          transfer.first());
    }
  }

  /** The watch ran out: no answer to the REFER, or it was taken and the call is still here. */
  void watchFired() {
    Transfer transfer = open();
    if (transfer.isWarm()) {
      goOnAfter(warm.watchFired(transfer));
      return;
    }
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
      notReached(transfer, "I could not reach " + transfer.target().name());
    }
  }

  /** @param why half a sentence */
  private void notReached(Transfer transfer, String why) {
    Emergency emergency = Emergencies.behind(transfer, draft);
    if (emergency != null) {
      draft.tell(new ModelCommand.Note("Nobody could be reached for the caller's emergency."));
      draft.tell(new ModelCommand.Say(Emergencies.LABEL, emergency.sentence()));
    } else if (transfer.first() && draft.plan != null) {
      greet(transfer, draft.plan);
    } else {
      boolean unsaid =
          transfer.tool() == null && draft.origin != null && draft.origin.movedFrom() != null;
      draft.tell(new ModelCommand.Note("The transfer to " + transfer.target().name()
          + " did not succeed. Offer to take a message." + (unsaid ? " " + UNGREETED : "")));
      draft.tell(new ModelCommand.Say(
          "transfer-failed-" + transfer.attempt(),
          "I am sorry, " + why + ". May I take a message?"));
    }
  }

  /** People came first and did not take the call: it is answered as any other. */
  private void greet(Transfer transfer, Plan plan) {
    draft.tell(new ModelCommand.Note("The caller was to be put through to "
        + transfer.target().name() + " first, which did not succeed. You answer the call."));
    draft.tell(ModelCommand.Greet.as(plan));
    draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
  }

  private void attempt(Transfer transfer) {
    draft.transfer = transfer;
    draft.attempts = transfer.attempt();
    Duration ringFor = ringFor(transfer);
    TransferTarget target = transfer.target();
    draft.journal(new Fact.TransferAttempted(transfer.attempt(), target.key(), target.address()));
    if (ringFor != null) {
      warm.ring(transfer, ringFor);
    } else {
      draft.does(asked(transfer, draft));
      draft.watch(TimerKind.TRANSFER_WATCH, ANSWERED_WITHIN);
    }
  }

  /** A target that wants to be asked, and cannot be from this line, says so: the call may be moved to one from which it can. */
  static CallEffect asked(Transfer transfer, Draft draft) {
    TransferTarget target = transfer.target();
    boolean urgent = Emergencies.behind(transfer, draft) != null;
    return new CallEffect.AttemptTransfer(transfer.attempt(), urgent ? target.blind() : target);
  }

  /** How long the target may ring before it is asked; null: it gets the caller blind, as always in an emergency. */
  private @Nullable Duration ringFor(Transfer transfer) {
    boolean possible = isPossible() && Emergencies.behind(transfer, draft) == null;
    TransferTarget.Warm wanted = transfer.target().warm();
    return possible && wanted != null ? wanted.ringFor() : null;
  }

  private boolean isPossible() {
    return draft.plan != null && draft.plan.capabilities().warmTransfer();
  }

  private String willDo(TransferTarget target) {
    return isPossible() && target.warm() != null
        ? "I am trying to reach " + target.name()
        : "I am connecting you to " + target.name();
  }

  private Transfer open() {
    if (draft.transfer == null) {
      throw new IllegalStateException("no transfer in phase " + draft.phase);
    }
    return draft.transfer;
  }
}
