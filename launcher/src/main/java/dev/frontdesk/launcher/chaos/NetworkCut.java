package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One node is cut off from the others; it still reaches the database and the provider, so its calls stay with it. */
final class NetworkCut implements Disturbance {
  @Override
  public String name() {
    return "cut";
  }

  @Override
  public Optional<String> impossible(World world) {
    return world.site.parts()
        ? Optional.empty()
        : Optional.of("nodes cannot be parted here: it takes root and network namespaces");
  }

  @Override
  public List<Strike> apply(World world) {
    world.site.cut(0);
    return List.of();
  }

  @Override
  public Set<String> leaving(World world, List<Strike> strikes) {
    return Set.of(world.nodes.get(0).name());
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(12);
  }

  @Override
  public void undo(World world) {
    world.site.mend(0);
  }
}
