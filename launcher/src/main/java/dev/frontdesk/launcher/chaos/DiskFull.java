package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The disk of one node is full while the database is away, so that its journal has nowhere to go for a while. */
final class DiskFull implements Disturbance {
  private static final String SIZE = "size=4m";
  private static final String FILLER = "filler";

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Optional<String> impossible(World world) {
    try {
      Path probe = Files.createTempDirectory("frontdesk-disk");
      boolean allowed = Shell.works("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", probe.toString());
      if (allowed) {
        Shell.run("umount", probe.toString());
      }
      Files.delete(probe);
      return allowed ? Optional.empty() : Optional.of("this user may not mount a small disk");
    } catch (IOException e) {
      return Optional.of("no temporary folder: " + Trouble.why(e));
    }
  }

  @Override
  public List<Strike> apply(World world) {
    ChaosNode victim = world.nodes.get(0);
    Strike moved = Strike.on(victim);
    victim.kill();
    Shell.run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", data(world).toString());
    victim.start();
    world.server.stop(false);
    // Fails once there is no room left, which is what it is for.
    boolean room = Shell.works("dd", "if=/dev/zero", "of=" + data(world).resolve(FILLER), "bs=64k");
    if (room) {
      throw new Trouble(ExitCode.FAILED, "the small disk does not become full");
    }
    return List.of(moved);
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(6);
  }

  @Override
  public void undo(World world) {
    Shell.run("rm", data(world).resolve(FILLER).toString());
    world.server.startAgain();
  }

  @Override
  public void clean(World world) {
    world.nodes.get(0).leave(Duration.ofSeconds(60));
    Shell.run("umount", data(world).toString());
    world.nodes.get(0).start();
  }

  private static Path data(World world) {
    return world.nodes.get(0).folder().resolve("data");
  }
}
