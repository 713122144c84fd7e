package dev.frontdesk.webhook;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How many deliveries met which end; read by other threads. */
public final class WebhookCounts {

  /** Every end of a delivery. */
  public enum End {
    CLAIMED,
    DUPLICATE,
    IGNORED_TYPE,
    MISSING_HEADER,
    BAD_SIGNATURE,
    TOO_LARGE,
    MALFORMED,
    UNKNOWN_ENDPOINT,
    NOT_DURABLE
  }

  private final Map<End, LongAdder> counts = new EnumMap<>(End.class);

  public WebhookCounts() {
    for (End end : End.values()) {
      counts.put(end, new LongAdder());
    }
  }

  void count(End end) {
    adder(end).increment();
  }

  public long of(End end) {
    return adder(end).sum();
  }

  /** All of them, by kebab-case name. */
  public Map<String, Long> all() {
    var all = new TreeMap<String, Long>();
    for (End end : End.values()) {
      all.put(end.name().toLowerCase(Locale.ROOT).replace('_', '-'), of(end));
    }
    return all;
  }

  private LongAdder adder(End end) {
    return Objects.requireNonNull(counts.get(end));
  }
}
