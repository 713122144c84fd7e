package dev.frontdesk.admin.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Token buckets by name: each refills steadily and holds so many at most. */
final class Allowance {
  private static final int MOST_NAMES = 10_000;

  private final double perNano;
  private final int most;
  private final LongSupplier nanos;

  /** The one that was used longest ago goes first. */
  private final Map<Object, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
      return size() > MOST_NAMES;
    }
  };

  private record Bucket(double tokens, long at) {}

  Allowance(double perSecond, int most, LongSupplier nanos) {
    this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
    this.most = most;
    this.nanos = nanos;
  }

  /** Takes one; false if there is none. */
  synchronized boolean take(Object name) {
    Bucket now = now(name);
    boolean taken = now.tokens >= 1;
    buckets.put(name, taken ? new Bucket(now.tokens - 1, now.at) : now);
    return taken;
  }

  /** Whether one could be taken. */
  synchronized boolean has(Object name) {
    return now(name).tokens >= 1;
  }

  /** Until there is one again, at least a second. */
  synchronized long secondsUntil(Object name) {
    double missing = Math.max(0, 1 - now(name).tokens);
    return Math.max(1, (long) Math.ceil(missing / perNano / TimeUnit.SECONDS.toNanos(1)));
  }

  private Bucket now(Object name) {
    long at = nanos.getAsLong();
    Bucket last = buckets.get(name);
    return last == null
        ? new Bucket(most, at)
        : new Bucket(Math.min(most, last.tokens + (at - last.at) * perNano), at);
  }
}
