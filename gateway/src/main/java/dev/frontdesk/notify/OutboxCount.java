package dev.frontdesk.notify;

import dev.frontdesk.store.OutboxStore.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What became of attempts to deliver. May be used from any thread. */
public final class OutboxCount {
  /** Every end of an attempt. */
  public enum Result {
    DELIVERED,
    /** It failed and is tried again later. */
    RETRIED,
    /** It failed for good: a dead letter. */
    GIVEN_UP
  }

  private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);
  private final AtomicInteger underWay = new AtomicInteger();

  public OutboxCount() {
    for (Result result : Result.values()) {
      counts.put(result, new LongAdder());
    }
  }

  void underWay(int now) {
    underWay.set(now);
  }

  void count(Outcome outcome) {
    Result result = outcome.error() == null
        ? Result.DELIVERED
        : outcome.againIn() == null ? Result.GIVEN_UP : Result.RETRIED;
    Objects.requireNonNull(counts.get(result)).increment();
  }

  public int underWay() {
    return underWay.get();
  }

  public long of(Result result) {
    return Objects.requireNonNull(counts.get(result)).sum();
  }
}
