package dev.frontdesk.launcher.chaos;

import java.time.Duration;
import java.util.List;

/** PostgreSQL goes and comes back: in order, or as in a crash. No call may notice, and no node may take another's. */
final class DatabaseRestart implements Disturbance {
  private final boolean immediate;

  DatabaseRestart(boolean immediate) {
    this.immediate = immediate;
  }

  @Override
  public String name() {
    return immediate ? "database-crash" : "database-restart";
  }

  @Override
  public List<Strike> apply(World world) {
    world.server.stop(immediate);
    return List.of();
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(6);
  }

  @Override
  public void undo(World world) {
    world.server.startAgain();
  }
}
