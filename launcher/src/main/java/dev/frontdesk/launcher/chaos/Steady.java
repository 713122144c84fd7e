package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;

/** Nothing happens: whoever is suspected now is suspected wrongly. */
final class Steady implements Disturbance {
  @Override
  public String name() {
    return "steady";
  }

  @Override
  public List<Strike> apply(World world) {
    return List.of();
  }

  @Override
  public Duration lasts() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void undo(World world) {}
}
