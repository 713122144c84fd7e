package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something bad that happens while calls are live. Blocks. */
interface Disturbance {
  /** As in {@code --scenario}. */
  String name();

  /** Why it cannot be done in this world; empty: it can. */
  default Optional<String> impossible(World world) {
    return Optional.empty();
  }

  /** @return the nodes whose calls have to go elsewhere; none if every node is to keep its own */
  List<Strike> apply(World world);

  /**
   * Names of the nodes that the others have to lose sight of; whoever loses sight of another one suspects it wrongly.
   *
   * @param strikes as it was applied
   */
  default Set<String> leaving(World world, List<Strike> strikes) {
    return strikes.stream().map(Strike::node).collect(Collectors.toSet());
  }

  /** Between apply and undo. */
  Duration lasts();

  /** Makes the world whole again; returns when all nodes take calls. */
  void undo(World world);

  /** Puts away what it needed; after the last call has ended. */
  default void clean(World world) {}
}
