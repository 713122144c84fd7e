package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** Between apply and undo. */
  Duration lasts();

  /** Makes the world whole again; returns when all nodes take calls. */
  void undo(World world);

  /** Puts away what it needed; after the last call has ended. */
  default void clean(World world) {}
}
