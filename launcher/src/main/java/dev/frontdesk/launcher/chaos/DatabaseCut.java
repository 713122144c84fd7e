package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One node alone loses the database: the others see its lease lapse and take its calls. */
final class DatabaseCut implements Disturbance {
  @Override
  public String name() {
    return "database-cut";
  }

  @Override
  public List<Strike> apply(World world) {
    Strike strike = Strike.on(world.nodes.get(0));
    world.cables.get(0).cut();
    return List.of(strike);
  }

  /** The nodes still see each other. */
  @Override
  public Set<String> leaving(World world, List<Strike> strikes) {
    return Set.of();
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(12);
  }

  @Override
  public void undo(World world) {
    world.cables.get(0).mend();
  }
}
