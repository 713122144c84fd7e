package dev.frontdesk.simulator.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches the gateway's process, and our own, from the beginning to the end of a wave; reads files on a worker thread. */
final class Watch {
  private static final long EVERY_MS = 500;
  private static final double MB = 1024.0 * 1024;

  private final Vertx vertx;
  private final long pid;
  private long timer;
  private @Nullable ProcessFigures first;
  private @Nullable ProcessFigures last;
  private long peakBytes;
  private long ownFirstMs;
  private long ownLastMs;

  /** @param pid 0 to watch nothing but ourselves */
  Watch(Vertx vertx, long pid) {
    this.vertx = vertx;
    this.pid = pid;
  }

  Future<Void> begin() {
    ownFirstMs = ownCpu();
    return look().map(seen -> {
      first = last;
      timer = vertx.setPeriodic(EVERY_MS, tick -> look());
      return null;
    });
  }

  Future<Void> end() {
    vertx.cancelTimer(timer);
    ownLastMs = ownCpu();
    return look();
  }

  long ownCpuMs() {
    return ownLastMs - ownFirstMs;
  }

  LoadReport.@Nullable Gateway perCall(int calls) {
    if (first == null || last == null) {
      return null;
    }
    return new LoadReport.Gateway((last.cpuMs() - first.cpuMs()) / (double) calls, peakBytes / MB);
  }

  private Future<Void> look() {
    if (pid == 0) {
      return Future.succeededFuture();
    }
    return vertx.executeBlocking(() -> ProcessFigures.of(pid)).map(this::seen);
  }

  private @Nullable Void seen(Optional<ProcessFigures> figures) {
    figures.ifPresent(now -> {
      last = now;
      peakBytes = Math.max(peakBytes, now.rssBytes());
    });
    return null;
  }

  private static long ownCpu() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(java.time.Duration::toMillis)
        .orElse(0L);
  }
}
