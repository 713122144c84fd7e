package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.call.Transfer.Stage;
import dev.frontdesk.model.Emergency;
import dev.frontdesk.model.TransferTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A caller speaks of an emergency: before anything else, and once in a call, they are told what to do, and put through if that is wanted. */
final class Emergencies {
  static final String LABEL = "emergency";

  private final Draft draft;
  private final Ending ending;
  private final Transferring transferring;

  Emergencies(Draft draft, Ending ending, Transferring transferring) {
    this.draft = draft;
    this.ending = ending;
    this.transferring = transferring;
  }

  void heard(CallEvent.CallerSaid said) {
    Emergency wanted = draft.plan == null ? null : draft.plan.emergency();
    if (wanted == null || draft.emergency || !said.understood() || !isHeard()) {
      return;
    }
    String words = EmergencyWords.in(said.text(), wanted);
    if (words != null) {
      draft.emergency = true;
      answer(wanted, words);
    }
  }

  private boolean isHeard() {
    return draft.phase == Phase.TALKING
        || draft.phase == Phase.TRANSFERRING
        || draft.phase == Phase.CLOSING;
  }

  private void answer(Emergency wanted, String words) {
    if (draft.phase == Phase.CLOSING && draft.ending == EndReason.AGENT_HUNG_UP) {
      ending.reconsider();
    }
    TransferTarget target = isFree() ? wanted.target() : null;
    draft.journal(new Fact.EmergencyHeard(words, target == null ? null : target.key()));
    draft.tell(
        new ModelCommand.Note(
            "The caller speaks of an emergency and is being told what to do. Help them with nothing else until they say that they are safe."));
    // Another goodbye than the receptionist's own ends with its sound: then this sentence comes
    // after it, unheard at worst.
    if (draft.phase != Phase.CLOSING) {
      draft.tell(new ModelCommand.Hush());
    }
    if (target != null) {
      draft.unwatch(TimerKind.ANNOUNCEMENT);
      transferring.begin(
          null, List.of(target), draft.attempts + 1, words, wanted.sentence(), false);
    } else {
      draft.tell(new ModelCommand.Say(LABEL, wanted.sentence()));
    }
  }

  /** Whether no REFER is under way that would take the caller elsewhere. */
  private boolean isFree() {
    return draft.phase == Phase.TALKING
        || (draft.phase == Phase.TRANSFERRING
            && draft.transfer != null
            && draft.transfer.stage() == Stage.ANNOUNCING);
  }

  /** What is done in the emergency that {@code transfer} is for; null: it is for none. */
  static @Nullable Emergency behind(Transfer transfer, Draft draft) {
    Emergency wanted = draft.plan == null ? null : draft.plan.emergency();
    return wanted != null
            && draft.emergency
            && transfer.tool() == null
            && transfer.target().equals(wanted.target())
        ? wanted
        : null;
  }
}
