package dev.frontdesk.call;

import dev.frontdesk.call.Call.Phase;
import java.time.Duration;
import java.util.Map;

/** A tool that is slow is bridged by a sentence: once, in a silence of both, and not when its answer comes first. */
final class Filling {
  static final Duration SILENCE = Duration.ofMillis(1_500);
  private static final String LABEL = "filler-";

  private final Draft draft;

  Filling(Draft draft) {
    this.draft = draft;
  }

  /** A tool was asked for; another one that is slow already has its sentence. */
  void begin(ToolCall asked) {
    if (!sentence(asked).isEmpty() && !draft.isWatched(TimerKind.FILLER)) {
      draft.watch(TimerKind.FILLER, SILENCE);
    }
  }

  /** A tool has answered. */
  void answered() {
    if (draft.tools.stream().allMatch(pending -> sentence(pending.call()).isEmpty())) {
      draft.unwatch(TimerKind.FILLER);
    }
  }

  void silent() {
    if (draft.phase != Phase.TALKING || draft.detached) {
      return;
    }
    if (draft.sound.playing() != null) {
      draft.watch(TimerKind.FILLER, SILENCE);
      return;
    }
    draft.tools.stream()
        .map(PendingTool::call)
        .filter(asked -> !sentence(asked).isEmpty())
        .findFirst()
        .ifPresent(asked -> {
          draft.note("filler", asked.name());
          draft.tell(new ModelCommand.Say(LABEL + asked.id(), sentence(asked)));
        });
  }

  private String sentence(ToolCall asked) {
    Map<String, String> fillers = draft.plan == null ? Map.of() : draft.plan.fillers();
    return fillers.getOrDefault(asked.name(), "");
  }
}
