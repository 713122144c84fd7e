package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.CallEvent;
import dev.frontdesk.call.Side;
import dev.frontdesk.call.ToolCall;
import dev.frontdesk.provider.realtime.RealtimeState.Found;
import dev.frontdesk.provider.realtime.RealtimeState.Walk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a walk found, in conversation order, as if it were heard now. */
final class Retelling {
  private final Draft draft;
  private final Instant at;
  private final Walk walk;
  private final Set<String> placed;
  private final Set<String> answered;

  Retelling(Draft draft, Instant at, Walk walk) {
    this.draft = draft;
    this.at = at;
    this.walk = walk;
    this.placed = new HashSet<>(walk.known());
    this.answered = new HashSet<>(walk.answered());
    for (Found found : walk.found()) {
      if (found.kind().equals("function_call_output") && found.call() != null) {
        answered.add(found.call().id());
        draft.finish(found.call().id()); // whoever drove the call before us has answered it
      }
    }
  }

  /** @return the walk, with the utterances whose words may still come, and with its trouble if some never will */
  Steps tell() {
    var steps = new Steps(walk);
    var awaited = new ArrayList<String>();
    var oldestFirst = new ArrayList<>(walk.found());
    Collections.reverse(oldestFirst);
    for (Found found : oldestFirst) {
      Side side = side(found);
      if (walk.heard().contains(found.item())) {
        placed.add(found.item());
        continue;
      }
      if (side == null) {
        Placing.silent(draft, found.item(), before(found));
        request(found);
        continue;
      }
      draft.emit(new CallEvent.ItemPlaced(at, found.item(), before(found), side));
      placed.add(found.item());
      if (found.running()) {
        continue; // its end is yet to come, by itself
      }
      if (found.text() != null) {
        said(found, side, found.text());
      } else if (side == Side.AGENT) {
        steps.trouble("transcript-missing");
      } else if (!draft.transcription.isEmpty() && !draft.isFinished(found.item())) {
        awaited.add(found.item());
      }
    }
    draft.cut = List.of();
    return steps.awaits(awaited);
  }

  /** Who spoke last; null: nobody, or they still do. */
  static @Nullable Side last(Walk walk) {
    return walk.found().stream()
        .filter(each -> side(each) != null)
        .findFirst()
        .filter(each -> !each.running())
        .map(Retelling::side)
        .orElse(null);
  }

  private void said(Found found, Side side, String text) {
    var speech = new Speech(draft, at);
    if (side == Side.AGENT) {
      speech.agentSaid(found.item(), text, found.complete());
    } else {
      speech.callerSaid(found.item(), text, true);
    }
  }

  /** A tool that nobody answered is asked for now; whether it was before, the core knows. */
  private void request(Found found) {
    ToolCall call = found.call();
    if (call != null
        && found.kind().equals("function_call")
        && found.complete()
        && !call.id().isEmpty()
        && !answered.contains(call.id())) {
      Responses.ask(draft, call, at);
    }
  }

  /** What follows something that was not told follows, at least, what is known. */
  private @Nullable String before(Found found) {
    String before = Placing.audible(draft, found.previous());
    if (before != null && placed.contains(before)) {
      return before;
    }
    List<String> known = walk.known();
    return known.isEmpty() ? null : known.get(known.size() - 1);
  }

  private static @Nullable Side side(Found found) {
    return switch (found.kind()) {
      case "user" -> Side.CALLER;
      case "assistant" -> Side.AGENT;
      default -> null;
    };
  }
}
