package dev.frontdesk.aftercall;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How ended calls were summed up here. May be used from any thread. */
public final class AfterCallCount {
  /** Every end of an attempt. */
  public enum Result {
    BY_MODEL,
    BY_RULES,
    /** The model was busy or away: later. */
    PUT_OFF
  }

  private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

  public AfterCallCount() {
    for (Result result : Result.values()) {
      counts.put(result, new LongAdder());
    }
  }

  void count(Result result) {
    Objects.requireNonNull(counts.get(result)).increment();
  }

  public long of(Result result) {
    return Objects.requireNonNull(counts.get(result)).sum();
  }
}
