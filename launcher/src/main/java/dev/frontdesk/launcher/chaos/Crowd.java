package dev.frontdesk.launcher.chaos;

import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Keeps a number of calls live: whoever hangs up is followed by another. May be used from any thread. */
final class Crowd {
  private static final int EVERY_MS = 20;

  private final World world;
  private final Supplier<Dialling> calls;
  private final int level;
  private final double rate;
  private final List<CallReport> reports = new ArrayList<>();
  private final Promise<Void> full = Promise.promise();
  private final Promise<List<CallReport>> over = Promise.promise();
  private final IntConsumer progress;
  private long timer;
  private double due;
  private int live;
  private boolean stopped;

  /**
   * @param rate new calls a second, at most
   * @param progress told how many are live, up to the level
   */
  Crowd(World world, Supplier<Dialling> calls, int level, double rate, IntConsumer progress) {
    this.world = world;
    this.calls = calls;
    this.level = level;
    this.rate = rate;
    this.progress = progress;
  }

  /** Done when the level is reached. */
  Future<Void> begin() {
    timer = world.vertx.setPeriodic(EVERY_MS, tick -> place());
    return full.future();
  }

  /** No new calls. */
  synchronized Future<List<CallReport>> end() {
    stopped = true;
    world.vertx.cancelTimer(timer);
    if (live == 0) {
      over.tryComplete(List.copyOf(reports));
    }
    return over.future();
  }

  private synchronized void place() {
    due = Math.min(1 + rate / 10, due + rate * EVERY_MS / TimeUnit.SECONDS.toMillis(1));
    while (!stopped && due >= 1 && live < level) {
      due--;
      live++;
      calls.get().place(world).onSuccess(this::reported).onFailure(over::tryFail);
    }
    if (!full.future().isComplete()) {
      progress.accept(live);
    }
    if (live == level) {
      full.tryComplete();
    }
  }

  private synchronized void reported(CallReport report) {
    reports.add(report);
    live--;
    if (stopped && live == 0) {
      over.tryComplete(List.copyOf(reports));
    }
  }
}
