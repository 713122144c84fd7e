package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Side;
import dev.frontdesk.provider.realtime.RealtimeState.Utterance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who said what. Words are gathered as they come, so that a reply cut short, a late transcript or a dropped socket still leaves
 * what was said (openai.md 3.3, 7 #9).
 */
final class Speech {
  private static final int MOST_OPEN = 12;
  private static final int SPOKEN_KEPT = 4;
  private static final int LONGEST = 32_000;

  private final Draft draft;
  private final Instant at;

  Speech(Draft draft, Instant at) {
    this.draft = draft;
    this.at = at;
  }

  void more(Side side, String item, String response, String delta) {
    if (item.isEmpty() || draft.isFinished(item)) {
      return;
    }
    Utterance open = open(item);
    String text = open == null ? delta : open.text() + delta;
    if (text.length() <= LONGEST) {
      put(new Utterance(item, response, side, text, open != null && open.unheard()));
    }
  }

  /** Our words of one item, as the provider sums them up. */
  void whole(String item, String response, String transcript) {
    if (!item.isEmpty() && !draft.isFinished(item)) {
      Utterance open = open(item);
      put(new Utterance(item, response, Side.AGENT, transcript, open != null && open.unheard()));
    }
  }

  /** A response is over; whatever was said in it is said. */
  void over(String response, boolean complete) {
    for (Utterance each : draft.open) {
      if (each.side() == Side.AGENT && each.response().equals(response)) {
        close(each);
        boolean heard = complete && !each.unheard();
        said(each, heard);
        if (heard) {
          draft.spoken = Draft.appended(draft.spoken, each, SPOKEN_KEPT);
        }
      }
    }
  }

  /** The words of a reply were not all heard: the caller spoke over it, or its stream was lost. It may still be being generated. */
  void truncated(String item) {
    Utterance open = open(item);
    if (open != null || !draft.isFinished(item)) {
      String response = open == null ? "" : open.response();
      String text = open == null ? "" : open.text();
      put(new Utterance(item, response, Side.AGENT, text, true));
    }
    for (Utterance each : draft.spoken) {
      if (each.item().equals(item)) {
        draft.spoken =
            draft.spoken.stream().filter(other -> !other.item().equals(item)).toList();
        said(each, false);
      }
    }
  }

  void callerSaid(String item, String text, boolean understood) {
    if (item.isEmpty() || draft.isFinished(item)) {
      return;
    }
    Utterance open = open(item);
    if (open != null) {
      close(open);
    }
    draft.finish(item);
    draft.emit(new CallEvent.CallerSaid(at, item, Wire.clean(text), understood));
    new WalkingBack(draft, at).transcribed(item);
  }

  /** Our words of one item, as the provider keeps them. */
  void agentSaid(String item, String text, boolean complete) {
    if (!draft.isFinished(item)) {
      said(new Utterance(item, "", Side.AGENT, text, false), complete);
    }
  }

  /** The socket is gone: what is open will never be completed, unless the provider tells it later. */
  void cutOff() {
    for (Utterance each : draft.open) {
      close(each);
      draft.cut = Draft.appended(draft.cut, each.item(), MOST_OPEN);
      if (each.side() == Side.AGENT) {
        said(each, false);
      } else {
        draft.finish(each.item());
        draft.emit(new CallEvent.CallerSaid(at, each.item(), Wire.clean(each.text()), true));
      }
    }
  }

  private void said(Utterance utterance, boolean complete) {
    draft.finish(utterance.item());
    if (!utterance.text().isBlank()) {
      draft.emit(
          new CallEvent.AgentSaid(at, utterance.item(), Wire.clean(utterance.text()), complete));
    }
  }

  private @Nullable Utterance open(String item) {
    for (Utterance each : draft.open) {
      if (each.item().equals(item)) {
        return each;
      }
    }
    return null;
  }

  private void put(Utterance utterance) {
    List<Utterance> open = new ArrayList<>(draft.open);
    open.removeIf(each -> each.item().equals(utterance.item()));
    draft.open = Draft.appended(open, utterance, MOST_OPEN);
  }

  private void close(Utterance utterance) {
    draft.open = draft.open.stream().filter(each -> !each.equals(utterance)).toList();
  }
}
