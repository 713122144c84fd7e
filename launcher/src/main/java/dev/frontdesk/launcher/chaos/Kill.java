package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;

/** SIGKILL, and started again once its calls are elsewhere. */
final class Kill implements Disturbance {
  @Override
  public String name() {
    return "kill";
  }

  @Override
  public List<Strike> apply(World world) {
    ChaosNode victim = world.nodes.get(0);
    Strike strike = Strike.on(victim);
    victim.kill();
    return List.of(strike);
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(6);
  }

  @Override
  public void undo(World world) {
    world.nodes.get(0).start();
  }
}
