package dev.frontdesk.session;

import dev.frontdesk.call.TimerKind;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** The timers of one call, one of a kind. Only on its event loop. */
final class Watchdogs {
  private final Vertx vertx;
  private final Map<TimerKind, Long> running = new EnumMap<>(TimerKind.class);

  Watchdogs(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Takes the place of one of its kind. */
  void set(TimerKind kind, Duration after, Consumer<TimerKind> fired) {
    long id = vertx.setTimer(Math.max(1, after.toMillis()), now -> {
      if (running.remove(kind, now)) {
        fired.accept(kind);
      }
    });
    Long former = running.put(kind, id);
    if (former != null) {
      vertx.cancelTimer(former);
    }
  }

  void cancel(TimerKind kind) {
    Long id = running.remove(kind);
    if (id != null) {
      vertx.cancelTimer(id);
    }
  }

  void cancelAll() {
    running.values().forEach(vertx::cancelTimer);
    running.clear();
  }
}
