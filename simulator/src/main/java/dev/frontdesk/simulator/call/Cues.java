package dev.frontdesk.simulator.call;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;

/** Moments that whoever placed the calls decides on; all calls that wait for one go on together. On the simulator's event loop. */
public final class Cues {
  private final Map<String, Promise<Void>> named = new HashMap<>();

  /** Given once, it stays given. */
  public void give(String name) {
    promise(name).tryComplete();
  }

  Future<Void> of(String name) {
    return promise(name).future();
  }

  private Promise<Void> promise(String name) {
    return named.computeIfAbsent(name, any -> Promise.promise());
  }
}
