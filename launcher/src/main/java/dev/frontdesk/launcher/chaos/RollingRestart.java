package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deploy: each node is asked to leave (SIGTERM) and started again, one after another. */
final class RollingRestart implements Disturbance {
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "rolling";
  }

  @Override
  public List<Strike> apply(World world) {
    var strikes = new ArrayList<Strike>();
    for (ChaosNode node : world.nodes) {
      Instant asked = Instant.now();
      strikes.add(new Strike(node.name(), asked, Optional.of(node.leave(LEAVES_WITHIN))));
      node.start();
    }
    return List.copyOf(strikes);
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(3);
  }

  @Override
  public void undo(World world) {}
}
