package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import dev.frontdesk.model.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call does about the time in which nobody saw it: once the sideband is open again the provider is asked what was said, and what
 * it does not tell is a gap in the timeline, with its two moments.
 */
final class LookingBack {
  static final Duration TOLD_WITHIN = Duration.ofSeconds(4);
  private static final int OPEN_ASKED = 8;

  private final Draft draft;

  LookingBack(Draft draft) {
    this.draft = draft;
  }

  /** From now on nobody sees the call; a time that was not told of yet goes on. */
  void unseen(@Nullable Instant since, boolean missed) {
    unseen(since, missed, false);
  }

  /** @param ungreeted whether its former owner had the caller greeted only the provider knows */
  void unseen(@Nullable Instant since, boolean missed, boolean ungreeted) {
    Absence before = draft.absence;
    boolean owing = draft.sound.playing() != null || draft.isWatched(TimerKind.STALL);
    draft.absence = before == null
        ? new Absence(since, null, missed, owing, ungreeted, last(said()))
        : new Absence(
            before.since(),
            null,
            before.missed() || missed,
            before.owing() || owing,
            before.ungreeted() || ungreeted,
            before.last());
    draft.unwatch(TimerKind.LOOK_BACK);
  }

  /** The sideband is open again. */
  void begin() {
    if (draft.phase != Phase.TALKING
        && draft.phase != Phase.TRANSFERRING
        && draft.phase != Phase.CLOSING) {
      return;
    }
    Absence before = draft.absence;
    List<String> said = said();
    String last = before == null ? last(said) : before.last();
    int known = last == null ? 0 : said.indexOf(last) + 1;
    if (last != null && known == 0) {
      known = said.size(); // so long ago that its turn is not kept
    }
    draft.absence = new Absence(
        before == null ? draft.now : before.since(),
        draft.now,
        true,
        before != null && before.owing(),
        before != null && before.ungreeted(),
        last);
    draft.tell(new ModelCommand.LookBack(
        draft.now, said.subList(0, known), said.subList(known, said.size()), open()));
    draft.watch(TimerKind.LOOK_BACK, TOLD_WITHIN);
  }

  /**
   * The session is a new one: nobody tells what was said in the end of the lost one. Whoever waited for an answer gets one, and whose
   * answer was cut short as well.
   */
  void renewed() {
    Absence lost = draft.absence;
    if (lost == null) {
      return;
    }
    boolean greeted =
        draft.turns.stream().anyMatch(turn -> turn.side() == Side.AGENT && turn.said());
    boolean answered = !lost.owing() && lastSaid() == Side.AGENT && items(false).isEmpty();
    draft.unwatch(TimerKind.LOOK_BACK);
    if (lost.missed() || !items(false).isEmpty()) {
      gap();
    }
    draft.absence = null;
    draft.turns =
        draft.turns.stream().map(Turn::spoken).toList(); // their words are told as missing
    if (draft.phase != Phase.TALKING || !draft.tools.isEmpty() || draft.sound.playing() != null) {
      return;
    }
    if (!greeted && draft.plan != null) {
      greet(draft.plan);
    } else if (answered) {
      talkOn(Side.AGENT);
    } else {
      talkOn(Side.CALLER);
      draft.tell(new ModelCommand.Continue());
    }
  }

  void told(CallEvent.LookedBack event) {
    if (draft.absence == null) {
      return;
    }
    draft.unwatch(TimerKind.LOOK_BACK);
    boolean ungreeted = draft.absence.ungreeted();
    if (event.complete()) {
      draft.absence = null;
    } else {
      gap();
    }
    talkOn(event.last());
    if (ungreeted) {
      greet();
    }
  }

  /** The provider has not told in time: what it has told by now counts, and the call goes on. */
  void overdue() {
    boolean ungreeted = draft.absence != null && draft.absence.ungreeted();
    gap();
    draft.tell(new ModelCommand.StopLookingBack(draft.now));
    if (ungreeted) {
      greet();
    }
  }

  /** Unless somebody of ours has spoken, or speaks. */
  private void greet() {
    boolean greeted =
        draft.sound.heard() || draft.turns.stream().anyMatch(turn -> turn.side() == Side.AGENT);
    if (!greeted && draft.phase == Phase.TALKING && draft.plan != null) {
      greet(draft.plan);
    }
  }

  private void greet(Plan plan) {
    draft.tell(ModelCommand.Greet.as(plan));
    draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
  }

  /** Nobody will be told any more: the call is over, or there was nothing yet that could be asked for. */
  void over() {
    if (draft.absence != null && draft.absence.missed()) {
      gap();
    }
    draft.absence = null;
  }

  private void gap() {
    Absence absence = draft.absence;
    if (absence != null) {
      Instant until = absence.until() == null ? draft.now : absence.until();
      draft.note("gap", absence.since() == null ? "" : absence.since() + "/" + until);
      draft.absence = null;
    }
  }

  /** Whoever spoke last while nobody saw it, the other one is waited for. */
  private void talkOn(@Nullable Side last) {
    boolean waits =
        draft.phase == Phase.TALKING && draft.tools.isEmpty() && draft.sound.playing() == null;
    if (waits && last == Side.AGENT && draft.plan != null) {
      draft.unwatch(TimerKind.STALL);
      draft.sound = draft.sound.replied();
      draft.watch(TimerKind.SILENCE, draft.plan.longestSilence());
    } else if (waits && last == Side.CALLER) {
      draft.unwatch(TimerKind.SILENCE);
      draft.watch(TimerKind.STALL, Watches.MODEL_SPEAKS_WITHIN);
    }
  }

  private List<String> said() {
    return items(true);
  }

  private @Nullable Side lastSaid() {
    return draft.turns.stream()
        .filter(Turn::said)
        .reduce((one, later) -> later)
        .map(Turn::side)
        .orElse(null);
  }

  private static @Nullable String last(List<String> items) {
    return items.isEmpty() ? null : items.get(items.size() - 1);
  }

  private List<String> items(boolean said) {
    return draft.turns.stream()
        .filter(turn -> turn.said() == said)
        .map(Turn::item)
        .toList();
  }

  /** The latest turns whose words never came. */
  private List<String> open() {
    List<String> open = items(false);
    return open.subList(Math.max(0, open.size() - OPEN_ASKED), open.size());
  }
}
