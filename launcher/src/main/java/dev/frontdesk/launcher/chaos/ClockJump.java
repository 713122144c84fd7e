package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clock of one process jumps ahead of all others', by libfaketime; never the machine's. Its monotonic clock goes on, as it does when
 * somebody sets the time. No node may lose a call over it.
 */
final class ClockJump implements Disturbance {
  private static final String OFFSET = "+90s";
  private static final String NONE = "+0s";
  private static final List<Path> LIBRARIES = List.of(
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
      Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Optional<String> impossible(World world) {
    return library().isPresent() ? Optional.empty() : Optional.of("libfaketime is not installed");
  }

  /** The process that is to jump is a new one: the library has to be there from its start. */
  @Override
  public List<Strike> apply(World world) {
    ChaosNode victim = world.nodes.get(0);
    Strike moved = Strike.on(victim);
    victim.kill();
    write(victim, NONE);
    victim.start(Map.of(
        "LD_PRELOAD", library().orElseThrow().toString(),
        "FAKETIME_TIMESTAMP_FILE", file(victim).toString(),
        "FAKETIME_CACHE_DURATION", "1", // seconds between two looks at the file
        "FAKETIME_FORCE_MONOTONIC_FIX",
            "0", // else every wait with a limit takes a lock of all threads
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "DONT_FAKE_MONOTONIC", "1"));
    world.vertx.timer(5_000).await();
    write(victim, OFFSET);
    return List.of(moved);
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(10);
  }

  @Override
  public void undo(World world) {
    write(world.nodes.get(0), NONE);
  }

  @Override
  public void clean(World world) {
    world.nodes.get(0).leave(Duration.ofSeconds(60));
    world.nodes.get(0).start();
  }

  private static void write(ChaosNode node, String offset) {
    try {
      Files.writeString(file(node), offset + "\n");
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, "cannot set the clock of " + node.name(), e);
    }
  }

  private static Path file(ChaosNode node) {
    return node.folder().resolve("faketime");
  }

  private static Optional<Path> library() {
    return LIBRARIES.stream().filter(Files::isReadable).findFirst();
  }
}
