package dev.frontdesk.simulator.carrier.line;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Lets a person wait for something to come true; {@link #check} is called after all that happens. */
final class Awaiting {
  private record Wait(BooleanSupplier until, Promise<Void> promise) {}

  private final List<Wait> waiting = new ArrayList<>();

  /** @return done once the condition holds; never, if it never does */
  Future<Void> until(BooleanSupplier condition) {
    if (condition.getAsBoolean()) {
      return Future.succeededFuture();
    }
    Wait wait = new Wait(condition, Promise.promise());
    waiting.add(wait);
    return wait.promise().future();
  }

  void check() {
    if (waiting.isEmpty()) {
      return;
    }
    for (Wait wait : List.copyOf(waiting)) {
      if (wait.until().getAsBoolean() && waiting.remove(wait)) {
        wait.promise().complete();
      }
    }
  }
}
