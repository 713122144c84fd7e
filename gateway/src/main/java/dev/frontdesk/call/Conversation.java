package dev.frontdesk.call;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who said what, in conversation order: by item, not by arrival, because transcripts come late. */
final class Conversation {
  private final Draft draft;

  Conversation(Draft draft) {
    this.draft = draft;
  }

  void place(String item, @Nullable String previous, Side side) {
    if (find(item) == null) {
      insert(new Turn(item, placeAfter(previous), side, false), previous);
    }
  }

  void callerSaid(CallEvent.CallerSaid said) {
    say(
        said.item(),
        Side.CALLER,
        said.text(),
        said.understood() ? Fact.State.COMPLETE : Fact.State.FAILED);
  }

  void agentSaid(CallEvent.AgentSaid said) {
    say(
        said.item(),
        Side.AGENT,
        said.text(),
        said.complete() ? Fact.State.COMPLETE : Fact.State.INTERRUPTED);
  }

  private void say(String item, Side side, String text, Fact.State state) {
    place(item, null, side);
    Turn turn = find(item);
    double place = turn == null ? nextPlace() : turn.place();
    draft.journal(new Fact.Utterance(item, place, side, text, state));
    draft.turns = draft.turns.stream()
        .map(each -> each.item().equals(item) ? each.spoken() : each)
        .toList();
  }

  private @Nullable Turn find(String item) {
    for (int i = draft.turns.size() - 1; i >= 0; i--) {
      if (draft.turns.get(i).item().equals(item)) {
        return draft.turns.get(i);
      }
    }
    return null;
  }

  /** At the end, unless the item before it is known and has a successor: then halfway between the two. */
  private double placeAfter(@Nullable String previous) {
    int at = indexAfter(previous);
    if (at == draft.turns.size()) {
      return nextPlace();
    }
    return (draft.turns.get(at - 1).place() + draft.turns.get(at).place()) / 2;
  }

  private void insert(Turn turn, @Nullable String previous) {
    var turns = new ArrayList<>(draft.turns);
    turns.add(indexAfter(previous), turn);
    draft.turns = turns.size() > Call.TURNS_KEPT ? turns.subList(1, turns.size()) : turns;
  }

  private int indexAfter(@Nullable String previous) {
    List<Turn> turns = draft.turns;
    for (int i = turns.size() - 1; i >= 0 && previous != null; i--) {
      if (turns.get(i).item().equals(previous)) {
        return i + 1;
      }
    }
    return turns.size();
  }

  private double nextPlace() {
    return draft.turns.isEmpty() ? 1 : draft.turns.get(draft.turns.size() - 1).place() + 1;
  }
}
