package dev.frontdesk.media;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What became of streams and frames at this node. May be used from any thread. */
public final class MediaCount {
  /** What is counted. */
  public enum Of {
    STREAM,
    UNKNOWN_TOKEN,
    BAD_SIGNATURE,
    OTHER_CALL,
    NO_START,
    TOKENS_UNAVAILABLE,
    REPLACED,
    UNATTENDED,
    TOO_BIG,
    LOST,
    FRAME_IN,
    FRAME_OUT,
    MALFORMED,
    DROPPED,
    PADDED,
    CLEARED
  }

  private final Map<Of, LongAdder> counts = new EnumMap<>(Of.class);
  private final AtomicInteger open = new AtomicInteger();

  public MediaCount() {
    for (Of each : Of.values()) {
      counts.put(each, new LongAdder());
    }
  }

  void count(Of what) {
    adder(what).increment();
  }

  void opened() {
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  public long of(Of what) {
    return adder(what).sum();
  }

  /** Streams that are open now. */
  public int open() {
    return open.get();
  }

  private LongAdder adder(Of what) {
    return Objects.requireNonNull(counts.get(what));
  }
}
