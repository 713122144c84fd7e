package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.provider.realtime.RealtimeState.Stage;
import dev.frontdesk.provider.realtime.RealtimeState.Walk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns after a re-attach what nobody saw (openai.md 3.6): a small probe item shows which item was the last; from it the way leads back
 * to what is written down, and the probe is deleted. Only that an added item names the one before it is promised: where a retrieved
 * one does not, the way ends there, and something is missing.
 */
final class WalkingBack {
  static final String PROBE = "(The control connection was renewed. Go on as before.)";
  private static final String ID = "look-back";
  private static final String SESSION_ID = "look-back-session";
  private static final String DELETE_ID = "look-back-delete";
  private static final int MOST_STEPS = 32;

  private final Draft draft;
  private final Instant at;

  WalkingBack(Draft draft, Instant at) {
    this.draft = draft;
    this.at = at;
  }

  /**
   * @param said items that need not be asked for, unless the sideband dropped while they were said
   * @param heard likewise, but the way goes on beyond them
   * @param open items whose words are missing
   */
  void begin(List<String> said, List<String> heard, List<String> open) {
    var left = new ArrayList<>(open);
    draft.cut.stream().filter(item -> !left.contains(item)).forEach(left::add);
    draft.finished =
        draft.finished.stream().filter(item -> !left.contains(item)).toList();
    draft.walk = new Walk(
        Stage.ATTACHED,
        said.stream().filter(item -> !left.contains(item)).toList(),
        heard.stream().filter(item -> !left.contains(item)).toList(),
        left,
        null,
        false,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "");
    draft.send(Frames.confirm(SESSION_ID));
  }

  void sessionAnswered() {
    Walk walk = draft.walk;
    if (walk != null && walk.stage() == Stage.ATTACHED) {
      new Steps(walk).to(Stage.PROBED).keep(draft);
      draft.send(Frames.note(ID, PROBE));
    }
  }

  /** An item has its place; if it is our probe, the one before it is the last of the conversation. */
  void placed(Fields item, @Nullable String previous) {
    Walk walk = draft.walk;
    if (walk == null || (walk.stage() != Stage.ATTACHED && walk.stage() != Stage.PROBED)) {
      return;
    }
    var steps = new Steps(walk);
    if (!Items.isProbe(item)) {
      steps.saw(item.text("id"), previous);
      if (item.text("type").equals("function_call_output")) {
        steps.answered(item.text("call_id")); // by us, before we began to walk
      }
      steps.keep(draft);
      return;
    }
    delete(item.text("id"));
    String last = steps.to(Stage.WALKING).unseen(previous);
    if (last == null && !(walk.known().isEmpty() && walk.heard().isEmpty())) {
      steps.trouble("last-item-not-told");
    }
    next(steps, last);
  }

  /** An item that was asked for. */
  void told(Frame frame) {
    Walk walk = draft.walk;
    Fields item = frame.object("item");
    String id = item.text("id");
    if (walk == null || walk.stage() != Stage.WALKING || !id.equals(walk.asked())) {
      return;
    }
    String previous = frame.textOrNull("previous_item_id");
    if (previous == null) {
      previous = item.textOrNull("previous_item_id");
    }
    boolean first = walk.known().isEmpty() && frame.tells("previous_item_id");
    var steps = new Steps(walk).found(Items.read(item, previous));
    if (Items.isProbe(item)) {
      delete(id); // left by a walk that was cut off
    }
    if (previous == null && !walk.named() && !first) {
      steps.trouble("item-before-not-told");
    }
    next(steps, walk.named() ? null : previous);
  }

  /**
   * @param event id of the refused client event; blank: not told
   * @return whether it was one of ours
   */
  boolean refused(String event, String code) {
    if (event.equals(SESSION_ID)) {
      sessionAnswered(); // it is there, whatever it did not like
      return true;
    }
    if (event.equals(DELETE_ID)) {
      return true;
    }
    Walk walk = draft.walk;
    boolean ours =
        event.equals(ID) || (walk != null && event.isEmpty() && code.startsWith("item_retrieve"));
    if (ours && walk != null) {
      switch (walk.stage()) {
        case PROBED -> next(new Steps(walk).to(Stage.WALKING).trouble("probe-refused"), null);
        case WALKING -> next(new Steps(walk).trouble("item-refused"), null);
        case ATTACHED, TRANSCRIBING -> {} // of an earlier walk, or everything was told
      }
    }
    return ours;
  }

  /** The caller's words of an item came by themselves. */
  void transcribed(String item) {
    Walk walk = draft.walk;
    if (walk != null && walk.stage() == Stage.TRANSCRIBING && walk.awaited().contains(item)) {
      var steps = new Steps(walk).heard(item);
      steps.keep(draft);
      if (steps.hearsNothing()) {
        end(steps.walk());
      }
    }
  }

  /** A tool's answer goes out while we walk: its request needs no other. */
  static void answered(Draft draft, String call) {
    if (draft.walk != null) {
      new Steps(draft.walk).answered(call).keep(draft);
    }
  }

  /** What is found by now is told, and no more is waited for. */
  void stop() {
    Walk walk = draft.walk;
    draft.walk = null;
    if (walk != null && walk.stage() == Stage.WALKING) {
      new Retelling(draft, at, walk).tell();
    }
  }

  /** To the item before, or else to one whose words are missing, or else it is over. */
  private void next(Steps steps, @Nullable String previous) {
    if (previous != null && !steps.ends(previous)) {
      ask(steps.asks(previous, false), previous);
      return;
    }
    String missing = steps.missing();
    if (missing != null) {
      ask(steps.asks(missing, true), missing);
      return;
    }
    Steps told = new Retelling(draft, at, steps.walk()).tell();
    if (told.hearsNothing()) {
      end(told.walk());
    } else {
      told.to(Stage.TRANSCRIBING).keep(draft);
    }
  }

  private void ask(Steps steps, String item) {
    if (steps.walk().steps() > MOST_STEPS) {
      next(steps.trouble("too-much").withoutLeft(), null);
      return;
    }
    steps.keep(draft);
    draft.send(Frames.item("conversation.item.retrieve", ID, item));
  }

  private void delete(String item) {
    draft.send(Frames.item("conversation.item.delete", DELETE_ID, item));
  }

  private void end(Walk walk) {
    draft.walk = null;
    draft.emit(new CallEvent.LookedBack(
        at, walk.trouble().isEmpty(), walk.trouble(), Retelling.last(walk)));
  }
}
