package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;

/** SIGSTOP for longer than the lease, as seen by others, and SIGCONT. */
final class Freeze implements Disturbance {
  @Override
  public String name() {
    return "freeze";
  }

  @Override
  public List<Strike> apply(World world) {
    ChaosNode victim = world.nodes.get(world.nodes.size() - 1);
    Strike strike = Strike.on(victim);
    victim.freeze();
    return List.of(strike);
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(12);
  }

  @Override
  public void undo(World world) {
    world.nodes.get(world.nodes.size() - 1).thaw();
  }
}
