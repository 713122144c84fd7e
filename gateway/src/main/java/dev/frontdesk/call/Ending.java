package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import java.time.Duration;
import java.util.List;

/** How a call comes to its end: goodbye heard, hung up, probed, written down once. */
final class Ending {
  static final String GOODBYE = "goodbye";
  private static final Duration GOODBYE_HEARD_WITHIN = Duration.ofSeconds(10);
  private static final Duration ANNOUNCEMENT_HEARD_WITHIN = Duration.ofSeconds(25);
  private static final Duration MARGIN =
      Duration.ofMillis(300); // what is on its way to the caller's ear (openai.md 7 #16)
  private static final Duration REFER_ANSWER = Duration.ofSeconds(12);

  /** Watches that a goodbye stops; the longest duration still counts, because the caller may talk us out of the goodbye. */
  private static final List<TimerKind> OF_THE_CONVERSATION = List.of(
      TimerKind.DEAD_AIR,
      TimerKind.SILENCE,
      TimerKind.STALL,
      TimerKind.ANNOUNCEMENT,
      TimerKind.HOLDING,
      TimerKind.TRANSFER_WATCH);

  private final Draft draft;

  Ending(Draft draft) {
    this.draft = draft;
  }

  /** Says {@code goodbye} unless the model is saying one already, and hangs up when it was heard. */
  void politely(EndReason reason, String goodbye) {
    politely(reason, goodbye, GOODBYE_HEARD_WITHIN);
  }

  private void politely(EndReason reason, String goodbye, Duration heardWithin) {
    dropTarget();
    draft.phase = Phase.CLOSING;
    draft.ending = reason;
    draft.transfer = null;
    for (TimerKind kind : OF_THE_CONVERSATION) {
      draft.unwatch(kind);
    }
    draft.watch(TimerKind.GOODBYE, heardWithin);
    if (!goodbye.isEmpty()) {
      draft.tell(new ModelCommand.Say(GOODBYE, goodbye));
    }
  }

  /** Says why nobody can answer, and hangs up when it was heard. */
  void announce(String sentence) {
    politely(EndReason.REFUSED, sentence, ANNOUNCEMENT_HEARD_WITHIN);
  }

  void goodbyeHeard() {
    draft.unwatch(TimerKind.GOODBYE);
    draft.watch(TimerKind.GOODBYE_MARGIN, MARGIN);
  }

  void hangUp(EndReason reason) {
    dropTarget();
    draft.phase = Phase.HANGING_UP;
    draft.ending = reason;
    draft.unwatchAll();
    draft.does(CallEffect.ending(reason));
  }

  /** The caller speaks into our goodbye: the receptionist listens again. */
  void reconsider() {
    draft.phase = Phase.TALKING;
    draft.ending = null;
    draft.unwatch(TimerKind.GOODBYE);
    draft.unwatch(TimerKind.GOODBYE_MARGIN);
    draft.note("goodbye-interrupted", "");
  }

  /** The provider knows the call no longer: why depends on what we were doing. */
  void gone() {
    Transfer transfer = draft.transfer;
    if (draft.phase == Phase.CONNECTING) {
      hangUp(EndReason.NOT_ATTACHED);
    } else if (draft.ending != null) {
      over(draft.ending, "");
    } else if (transfer != null && transfer.stage() == Transfer.Stage.TAKEN) {
      draft.journal(new Fact.TransferSeen(
          transfer.attempt(),
          AttemptOutcome.HANDED_OVER,
          "the call left us after the REFER was taken"));
      over(EndReason.HANDED_OVER, transfer.target().key());
    } else if (transfer != null && transfer.stage() == Transfer.Stage.ASKED) {
      draft.ending =
          EndReason
              .CALLER_HUNG_UP; // unless the answer to the REFER, still on its way, says that it was
      // taken
      draft.watch(TimerKind.TRANSFER_WATCH, REFER_ANSWER);
    } else {
      over(EndReason.CALLER_HUNG_UP, "");
    }
  }

  /** Whoever is asked to take the call is asked no more. */
  private void dropTarget() {
    Transfer transfer = draft.transfer;
    if (transfer == null || !transfer.isWarm()) {
      return;
    }
    draft.transfer = null;
    draft.journal(new Fact.TransferSeen(
        transfer.attempt(), AttemptOutcome.ABANDONED, "the call ended before it was taken"));
    if (transfer.leg() != null) {
      draft.does(new CallEffect.DropTarget(transfer.attempt(), transfer.leg()));
    }
  }

  void over(EndReason reason, String detail) {
    if (reason != EndReason.TRANSFERRED) {
      dropTarget();
    }
    draft.unwatchAll();
    draft.phase = Phase.ENDED;
    draft.ending = reason;
    draft.tools = List.of();
    draft.transfer = null;
    draft.detached = false;
    new LookingBack(draft).over();
    draft.journal(new Fact.Ended(reason, detail));
    draft.does(new CallEffect.Release(reason));
  }
}
