package dev.frontdesk.simulator.model;

import dev.frontdesk.simulator.provider.Sideband;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** All sessions of the model; on one event loop. */
public final class Models {
  private static final int SPEAKERS_FROM = 1_000_000;

  private final Vertx vertx;
  private final List<ModelSession> sessions = new ArrayList<>();
  private ModelOptions options = ModelOptions.defaults();
  private int refusals;

  public Models(Vertx vertx) {
    this.vertx = vertx;
  }

  /** How sessions are set up from now on. */
  public void behave(ModelOptions other) {
    options = other;
  }

  /** The next so many dials are answered with 503. */
  public void refuse(int dials) {
    refusals = dials;
  }

  /** @return whether a dial is to be refused */
  public boolean refuses() {
    return refusals > 0 && refusals-- > 0;
  }

  /** A session was dialled. */
  public void opened(String model, Sideband socket) {
    int number = sessions.size() + 1;
    sessions.add(new ModelSession(
        "m" + number, model, SPEAKERS_FROM + number, socket, options, this::after));
  }

  /** All sessions there ever were, as they stand. */
  public List<ModelReport> seen() {
    return sessions.stream().map(ModelSession::seen).toList();
  }

  /** Ends all sessions with a close code; 0 for connections that are just gone. */
  public void drop(int code) {
    sessions.forEach(session -> session.drop(code));
  }

  private void after(long ms, Runnable action) {
    vertx.setTimer(ms, timer -> action.run());
  }
}
