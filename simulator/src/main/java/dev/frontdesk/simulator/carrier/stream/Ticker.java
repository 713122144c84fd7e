package dev.frontdesk.simulator.carrier.stream;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** One timer for all streams. They are spread over the 20 ms of a frame, so that hundreds of them do not send at once. */
public final class Ticker {
  private static final int PHASES = 4;
  private static final long PERIOD_MS = 20 / PHASES;

  private final Vertx vertx;
  private final List<List<Ticked>> phases = new ArrayList<>();
  private long timer = -1;
  private int phase;
  private int size;
  private int joined;

  /** Has something to do every 20 ms. */
  public interface Ticked {
    /** @param now of {@link System#nanoTime()} */
    void tick(long now);
  }

  /** To be used on one event loop only. */
  public Ticker(Vertx vertx) {
    this.vertx = vertx;
    for (int i = 0; i < PHASES; i++) {
      phases.add(new ArrayList<>());
    }
  }

  public void add(Ticked ticked) {
    phases.get(joined++ % PHASES).add(ticked);
    if (size++ == 0) {
      timer = vertx.setPeriodic(PERIOD_MS, now -> tick());
    }
  }

  public void remove(Ticked ticked) {
    for (List<Ticked> some : phases) {
      if (some.remove(ticked) && --size == 0) {
        vertx.cancelTimer(timer);
      }
    }
  }

  private void tick() {
    phase = (phase + 1) % PHASES;
    List<Ticked> some = phases.get(phase);
    long now = System.nanoTime();
    // Backwards, because a tick may remove itself.
    for (int i = some.size() - 1; i >= 0; i--) {
      if (i < some.size()) {
        some.get(i).tick(now);
      }
    }
  }
}
