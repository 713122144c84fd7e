package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Form;
import org.jspecify.annotations.Nullable;

/** One participant of a room. */
public final class Seat {
  private final Leg leg;
  private final @Nullable String label;
  private final boolean startsOnEnter;
  private boolean endsOnExit;
  private boolean muted;
  private boolean held;
  private boolean there;

  /** @param label unique in its room; null for none */
  public Seat(
      Leg leg, @Nullable String label, boolean startsOnEnter, boolean endsOnExit, boolean muted) {
    this.leg = leg;
    this.label = label;
    this.startsOnEnter = startsOnEnter;
    this.endsOnExit = endsOnExit;
    this.muted = muted;
  }

  public Leg leg() {
    return leg;
  }

  public @Nullable String label() {
    return label;
  }

  /** Its label, or the call's id without one. */
  public String name() {
    return label == null ? leg.sid() : label;
  }

  public boolean startsOnEnter() {
    return startsOnEnter;
  }

  public boolean endsOnExit() {
    return endsOnExit;
  }

  public boolean isMuted() {
    return muted;
  }

  public boolean isHeld() {
    return held;
  }

  /** Whether the leg was answered and joined. */
  public boolean isThere() {
    return there;
  }

  void endsOnExit(boolean ends) {
    endsOnExit = ends;
  }

  void muted(boolean now) {
    muted = now;
  }

  void held(boolean now) {
    held = now;
  }

  void there(boolean now) {
    there = now;
  }

  /** What a callback tells of it. */
  Form parameters() {
    Form form = Form.of("CallSid", leg.sid(), "Muted", "" + muted, "Hold", "" + held);
    form = form.and(
        "EndConferenceOnExit",
        "" + endsOnExit,
        "StartConferenceOnEnter",
        "" + startsOnEnter,
        "Coaching",
        "false");
    return label == null ? form : form.and("ParticipantLabel", label);
  }
}
