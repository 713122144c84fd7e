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
  private int refusedWith;

  public Models(Vertx vertx) {
    this.vertx = vertx;
  }

  /** How sessions are set up from now on. */
  public void behave(ModelOptions other) {
    options = other;
  }

  /** The next so many dials are answered with that status. */
  public void refuse(int dials, int status) {
    refusals = dials;
    refusedWith = status;
  }

  /** @return the status that a dial is to be refused with; 0: it is not */
  public int refuses() {
    if (refusals == 0) {
      return 0;
    }
    refusals--;
    return refusedWith;
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

  /** Those in which this one speaks, as they stand. */
  public List<ModelReport> seen(Brain brain) {
    return sessions.stream()
        .filter(session -> session.brain() == brain)
        .map(ModelSession::seen)
        .toList();
  }

  /** Ends all sessions with a close code; 0 for connections that are just gone. */
  public void drop(int code) {
    sessions.forEach(session -> session.drop(code));
  }

  private void after(long ms, Runnable action) {
    vertx.setTimer(ms, timer -> action.run());
  }
}
