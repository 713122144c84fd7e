package dev.frontdesk.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts and stops the server of one data folder, as root (in a user namespace, for PostgreSQL refuses root) or as anyone. */
final class ServerProcess {
  static final int ANY_PORT = 0;
  private static final int LONGEST_COMMAND_S = 60;
  private static final int ATTEMPTS = 3;

  /** Longest path of a Unix socket, with room for its name. */
  private static final int LONGEST_SOCKET_FOLDER = 80;

  /** How long what it holds is wanted. */
  enum Keeping {
    FOR_GOOD("on"),
    WHILE_IT_RUNS("on"),
    /** For tests: whatever becomes of the server, the machine it is on stays up, or nobody asks. */
    UNLESS_THE_MACHINE_FAILS("off");

    private final String synced;

    Keeping(String synced) {
      this.synced = synced;
    }

    boolean isTemporary() {
      return this != FOR_GOOD;
    }

    private List<String> settings() {
      return List.of("fsync=" + synced, "full_page_writes=" + synced);
    }
  }

  /** Small: it lives beside a gateway in half a gigabyte. */
  private static final List<String> SETTINGS = List.of(
      "synchronous_commit=on",
      "listen_addresses=127.0.0.1",
      "shared_buffers=32MB",
      "work_mem=4MB",
      "maintenance_work_mem=32MB",
      "jit=off",
      "huge_pages=off",
      "io_method=sync",
      "wal_level=minimal",
      "max_wal_senders=0",
      "min_wal_size=32MB",
      "max_wal_size=128MB",
      "max_worker_processes=2",
      "max_parallel_workers=0",
      "autovacuum_worker_slots=2",
      "autovacuum_max_workers=2",
      "log_timezone=UTC",
      "timezone=UTC");

  /** One node has room for itself and a second one, at a deploy. */
  private static final int CONNECTIONS = 60;

  /** Several nodes share the server of a test or a benchmark. */
  private static final int CONNECTIONS_OF_MANY = 200;

  private final Path data;
  private final Path pgdata;
  private final Path log;
  private final Keeping keeping;
  private Watchdog watchdog = Watchdog.NONE;

  ServerProcess(Path data, Path pgdata, Keeping keeping) {
    this.data = data;
    this.pgdata = pgdata;
    this.log = data.resolve("postgres.log");
    this.keeping = keeping;
  }

  Postmaster start(int port) throws IOException {
    Path programs = ServerBinaries.unpacked(data);
    var orphan = Postmaster.read(pgdata).filter(Postmaster::alive);
    if (orphan.isPresent()) {
      // Its owner is gone, for we hold the lock, and its watchdog is about to stop it.
      run(programs, "pg_ctl", "stop", "-D", pgdata.toString(), "-m", "fast", "-w");
    }
    Postmaster.removeStale(pgdata);
    if (!Files.exists(pgdata.resolve("PG_VERSION"))) {
      run(
          programs,
          "initdb",
          "-D",
          pgdata.toString(),
          "-U",
          EmbeddedServer.SUPERUSER,
          "-A",
          "trust",
          "-E",
          "UTF8",
          "--locale-provider=builtin",
          "--locale=C.UTF-8",
          "--no-instructions",
          keeping.isTemporary() ? "--no-sync" : "--sync-method=fsync");
    }
    watchdog = Watchdog.start(pgdata, keeping.isTemporary() ? data : null);
    try {
      return start(programs, port);
    } catch (RuntimeException | IOException e) {
      watchdog.dismiss();
      throw e;
    }
  }

  void stop(Postmaster postmaster, boolean immediate) throws IOException {
    if (postmaster.alive()) {
      run(
          ServerBinaries.unpacked(data),
          "pg_ctl",
          "stop",
          "-D",
          pgdata.toString(),
          "-m",
          immediate ? "immediate" : "fast",
          "-w");
    }
    watchdog.dismiss();
  }

  private Postmaster start(Path programs, int port) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        run(
            programs,
            "pg_ctl",
            "start",
            "-D",
            pgdata.toString(),
            "-l",
            log.toString(),
            "-w",
            "-t",
            "30",
            "-o",
            options(port == ANY_PORT ? freePort() : port));
        var started = Postmaster.awaitReady(pgdata);
        watchdog.watch(started.pid());
        return started;
      } catch (IllegalStateException e) {
        // Somebody else may have taken the port in between.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private String options(int port) {
    var options = new StringBuilder("-p " + port)
        .append(" -c max_connections=")
        .append(keeping.isTemporary() ? CONNECTIONS_OF_MANY : CONNECTIONS);
    for (String setting : keeping.settings()) {
      options.append(" -c ").append(setting);
    }
    for (String setting : SETTINGS) {
      options.append(" -c ").append(setting);
    }
    // pg_ctl hands this to a shell; a folder that needs quoting, or is too long for a socket, goes
    // without one.
    String folder = data.toString();
    boolean fit = folder.length() <= LONGEST_SOCKET_FOLDER && folder.matches("[A-Za-z0-9/._-]+");
    return options
        .append(" -c unix_socket_directories=")
        .append(fit ? folder : "''")
        .toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  /** Runs one of the server's programs; what it prints goes to the log of the server. */
  private void run(Path programs, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LONGEST_COMMAND_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("PostgreSQL's %s hangs, see %s".formatted(program, log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL's " + program + " ran", e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("PostgreSQL's %s failed, see %s".formatted(program, log));
    }
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
  }
}
