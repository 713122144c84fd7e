package dev.frontdesk.simulator.call;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Lets a script wait for things to come true; {@link #check} is called after everything that happens. */
final class Waits {
  private record Wait(BooleanSupplier until, Promise<Void> promise) {}

  private final List<Wait> waiting = new ArrayList<>();
  private String what = "the webhook to be answered";
  private boolean released;

  /** @param name what is waited for, as a report will tell it if it never comes */
  Future<Void> until(String name, BooleanSupplier condition) {
    what = name;
    if (released || condition.getAsBoolean()) {
      return Future.succeededFuture();
    }
    Wait wait = new Wait(condition, Promise.promise());
    waiting.add(wait);
    return wait.promise().future();
  }

  /** Names what is waited for by nobody but the clock. */
  void expecting(String name) {
    what = name;
  }

  String what() {
    return what;
  }

  void check() {
    for (Wait wait : List.copyOf(waiting)) {
      if (released || wait.until().getAsBoolean()) {
        if (waiting.remove(wait)) {
          wait.promise().complete();
        }
      }
    }
  }

  /** The call is over: nobody waits any more. */
  void release() {
    released = true;
    check();
  }
}
