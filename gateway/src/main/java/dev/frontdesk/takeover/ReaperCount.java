package dev.frontdesk.takeover;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What the reaper had to do. May be used from any thread. */
public final class ReaperCount {
  /** Each is something that went wrong before. */
  public enum Action {
    /** A call of this node that nobody drove is taken up again. */
    TAKEN_UP,
    /** A hang-up that the provider had not taken is asked for again. */
    HANG_UP_REPEATED
  }

  private final Map<Action, LongAdder> counts = new EnumMap<>(Action.class);

  public ReaperCount() {
    for (Action action : Action.values()) {
      counts.put(action, new LongAdder());
    }
  }

  void count(Action action) {
    Objects.requireNonNull(counts.get(action)).increment();
  }

  public long of(Action action) {
    return Objects.requireNonNull(counts.get(action)).sum();
  }
}
