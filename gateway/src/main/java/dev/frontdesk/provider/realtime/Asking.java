package dev.frontdesk.provider.realtime;

import dev.frontdesk.provider.realtime.RealtimeState.Ask;
import dev.frontdesk.provider.realtime.RealtimeState.Label;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for responses, one at a time: while one is active the next waits, since the provider refuses a second (openai.md 7, 18).
 * The caller's speech may start a response at any time, so a refusal still happens; what was refused waits again.
 */
final class Asking {
  /** Key of the response metadata that tells our responses from those the caller's speech started. */
  static final String METADATA = "frontdesk";

  private static final int MOST_WAITING = 4;
  private static final int LABELS_KEPT = 8;

  private final Draft draft;

  Asking(Draft draft) {
    this.draft = draft;
  }

  /** Wants the model to go on by itself; wanted twice is wanted once. */
  void goOn() {
    if (!waitsToGoOn()) {
      ask(new Ask("go-on", "", ""));
    }
  }

  /** Wants once more what the latest response was to say. */
  void again() {
    Ask latest = draft.latest;
    if (latest == null) {
      goOn();
    } else {
      ask(latest);
    }
  }

  void say(String label, String instructions) {
    ask(new Ask("say-" + label, label, instructions));
  }

  private void ask(Ask ask) {
    draft.queue = Draft.appended(draft.queue, ask, MOST_WAITING);
    next();
  }

  /** Sends what waits, if the model is free. */
  void next() {
    if (draft.active == null && draft.sent == null && !draft.queue.isEmpty()) {
      Ask ask = draft.queue.get(0);
      draft.queue = draft.queue.subList(1, draft.queue.size());
      draft.sent = ask;
      draft.send(Frames.create(ask));
    }
  }

  /** @param asked id of ours in the response's metadata; blank: the caller's speech started it */
  void created(String response, String asked) {
    if (draft.isFinished(response)) {
      return;
    }
    draft.active = response;
    draft.latest = null;
    Ask sent = draft.sent;
    if (sent != null && sent.id().equals(asked)) {
      draft.sent = null;
      draft.latest = sent;
      if (!sent.label().isEmpty()) {
        draft.labels = Draft.appended(draft.labels, new Label(response, sent.label()), LABELS_KEPT);
      }
    }
  }

  /** A request that has no response by now was answered by this one, or is refused before the next. */
  void ended(String response) {
    String active = draft.active;
    if (active == null || active.isEmpty() || active.equals(response)) {
      draft.active = null;
      draft.sent = null;
      next();
    }
  }

  /** The provider refused the request because a response is active; it waits for that one's end. */
  void refusedAsBusy(String event) {
    Ask sent = draft.sent;
    if (sent != null && (event.isEmpty() || sent.id().equals(event))) {
      draft.sent = null;
      first(sent);
      if (draft.active == null) {
        // whose end we missed, or have yet to see begin: its end sends what waits
        draft.active = "";
      }
    }
  }

  /**
   * The provider refused the request for good.
   *
   * @return false: it was none of ours
   */
  boolean refused(String event) {
    Ask sent = draft.sent;
    boolean ours = sent != null && sent.id().equals(event);
    if (ours) {
      draft.sent = null;
      draft.latest = sent;
      next();
    }
    return ours;
  }

  /** A new socket: what was on its way may never have arrived, so it is asked again once the session answers. */
  void detached() {
    Ask sent = draft.sent;
    draft.active = null;
    draft.sent = null;
    if (sent != null) {
      first(sent);
    }
  }

  private void first(Ask ask) {
    boolean twice = ask.instructions().isEmpty() && waitsToGoOn();
    if (!twice) {
      var queue = new ArrayList<>(List.of(ask));
      queue.addAll(draft.queue);
      draft.queue = queue;
    }
  }

  private boolean waitsToGoOn() {
    return draft.queue.stream().anyMatch(ask -> ask.instructions().isEmpty());
  }
}
