package dev.frontdesk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A server as its {@code postmaster.pid} describes it: process in line 1, port in line 4, state in line 8. */
record Postmaster(long pid, int port, boolean ready) {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final boolean COMMANDS_SHOW = Files.exists(Path.of("/proc/self/exe"));
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  static Optional<Postmaster> read(Path pgdata) {
    try {
      List<String> lines = Files.readAllLines(file(pgdata));
      return lines.size() < 4
          ? Optional.empty()
          : Optional.of(new Postmaster(
              Long.parseLong(lines.get(0).strip()),
              Integer.parseInt(lines.get(3).strip()),
              lines.size() > 7 && lines.get(7).strip().equals("ready")));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The server that another process is starting or running. */
  static Postmaster awaitReady(Path pgdata) {
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (System.nanoTime() < deadline) {
      var found = read(pgdata).filter(server -> server.ready() && server.alive());
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new IllegalStateException(
        "another process holds %s, but its server is not ready after %d s"
            .formatted(pgdata, LONGEST_START.toSeconds()));
  }

  /** Removes what a server left that is gone; its process id may be another program's by now. */
  static void removeStale(Path pgdata) throws IOException {
    try {
      if (read(pgdata).filter(Postmaster::alive).isEmpty()) {
        Files.delete(file(pgdata));
      }
    } catch (NoSuchFileException e) {
      return;
    }
  }

  /** True while that process exists and is a PostgreSQL; one that is dead and not yet collected has no command. */
  boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process -> process.info().command().map(Postmaster::isPostgres).orElse(!COMMANDS_SHOW))
        .isPresent();
  }

  private static boolean isPostgres(String command) {
    return command.endsWith("postgres") || command.endsWith("postgres (deleted)");
  }

  private static Path file(Path pgdata) {
    return pgdata.resolve("postmaster.pid");
  }
}
