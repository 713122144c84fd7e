package dev.frontdesk.simulator.call;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Time in a call: speech goes at the simulator's pace, everything else in real time. Nothing runs once it is stopped. */
final class Clock {
  private final Vertx vertx;
  private final Context context;
  private final double pace;
  private final Runnable afterwards;
  private boolean stopped;

  /** @param afterwards run after each timed action */
  Clock(Vertx vertx, Context context, double pace, Runnable afterwards) {
    this.vertx = vertx;
    this.context = context;
    this.pace = pace;
    this.afterwards = afterwards;
  }

  /** Runs {@code action} once {@code speechMs} of speech would have passed. */
  void afterSpeech(double speechMs, Runnable action) {
    after(Math.round(speechMs * pace), action);
  }

  void after(Duration real, Runnable action) {
    after(real.toMillis(), action);
  }

  /** The time a call may take, which no pace makes shorter. */
  Duration stretched(Duration limit) {
    return Duration.ofMillis(Math.round(limit.toMillis() * Math.max(1, pace)));
  }

  void stop() {
    stopped = true;
  }

  private void after(long ms, Runnable action) {
    if (ms <= 0) {
      context.runOnContext(turn -> run(action));
    } else {
      vertx.setTimer(ms, timer -> run(action));
    }
  }

  private void run(Runnable action) {
    if (!stopped) {
      action.run();
      afterwards.run();
    }
  }
}
