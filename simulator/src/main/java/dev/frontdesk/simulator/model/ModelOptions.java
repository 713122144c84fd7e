package dev.frontdesk.simulator.model;

import java.time.Duration;

/**
 * How the model is set up.
 *
 * @param delta how much sound is in one {@code response.output_audio.delta}; a multiple of 20 ms
 * @param speed how many times faster than it sounds it is sent; 1 for real time
 * @param recording whether the markers it hears are kept; a load of hundreds only counts
 */
public record ModelOptions(Brain brain, Duration delta, double speed, boolean recording) {
  /** Deltas of 200 ms, eight times faster than they sound. */
  public static ModelOptions defaults() {
    return new ModelOptions(Brain.PLAIN, Duration.ofMillis(200), 8, true);
  }

  public ModelOptions with(Brain other) {
    return new ModelOptions(other, delta, speed, recording);
  }

  public ModelOptions with(Duration otherDelta, double otherSpeed) {
    return new ModelOptions(brain, otherDelta, otherSpeed, recording);
  }

  public ModelOptions notRecording() {
    return new ModelOptions(brain, delta, speed, false);
  }
}
