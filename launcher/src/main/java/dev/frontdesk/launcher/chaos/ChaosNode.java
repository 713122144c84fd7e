package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.bench.GatewayProcess;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One gateway: a process that is killed, frozen and started again, always at the same address with the same folder. */
final class ChaosNode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChaosNode.class);
  private static final int LAST_WORDS = 20;
  private static final int GONE_WITHIN_S = 10;

  private final String name;
  private final String host;
  private final Path folder;
  private final List<String> command;
  private final Map<String, String> environment;
  private @Nullable Process process;
  private volatile boolean up;
  private volatile boolean ready = true;

  /**
   * @param name it dials the provider with this as its key
   * @param environment with {@code HOST}, {@code PORT} and {@code MANAGEMENT_PORT}
   */
  ChaosNode(String name, Path folder, List<String> command, Map<String, String> environment) {
    this.name = name;
    this.host = environment.getOrDefault("HOST", "127.0.0.1");
    this.folder = folder;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
  }

  String name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  URI webhook() {
    return URI.create("http://%s:%s/openai/webhook".formatted(host, environment.get("PORT")));
  }

  /** Blocks until it takes calls. */
  void start() {
    start(Map.of());
  }

  /** As {@link #start()}, before anything is measured: one that does not come up is told of, and started once more. */
  void startFirst() {
    try {
      start();
    } catch (Trouble e) {
      LOG.error("started once more: {}", e.getMessage());
      kill();
      start();
    }
  }

  /** @param more environment for this time */
  void start(Map<String, String> more) {
    try {
      var builder = new ProcessBuilder(new ArrayList<>(command))
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile()));
      builder.environment().keySet().removeIf(variable -> variable.startsWith("FRONTDESK_"));
      builder.environment().putAll(environment);
      builder.environment().putAll(more);
      process = builder.start();
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, "cannot start a gateway", e);
    }
    try {
      GatewayProcess.awaitReady(process, health());
    } catch (Trouble e) {
      throw new Trouble(e.code(), name + ": " + e.getMessage() + lastWords(), e);
    }
    up = true;
  }

  /** What it wrote last. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("out.log"));
      return lines.stream()
          .skip(Math.max(0, lines.size() - LAST_WORDS))
          .collect(Collectors.joining("\n", "\n", ""));
    } catch (IOException e) {
      return "";
    }
  }

  boolean alive() {
    return process != null && process.isAlive();
  }

  /** Whether a balancer that checks its health sends it anything. */
  boolean isUp() {
    return up && ready && alive();
  }

  /** Where it tells whether it wants new calls. */
  URI health() {
    return URI.create(
        "http://%s:%s/health/ready".formatted(host, environment.get("MANAGEMENT_PORT")));
  }

  /** What Prometheus would read. */
  URI metrics() {
    return URI.create("http://%s:%s/metrics".formatted(host, environment.get("MANAGEMENT_PORT")));
  }

  /** Of its process; another each time it is started. */
  long pid() {
    return running().pid();
  }

  /** What it has told of itself: one that does not reach the database may be up and not ready. */
  void told(boolean isReady) {
    ready = isReady;
  }

  /** As by SIGKILL: nothing is said, nothing written; blocks until it is gone. */
  void kill() {
    up = false;
    running().destroyForcibly();
    exited(Duration.ofSeconds(GONE_WITHIN_S));
  }

  /** SIGSTOP. */
  void freeze() {
    up = false;
    signal("STOP");
  }

  /** SIGCONT. */
  void thaw() {
    signal("CONT");
    up = true;
  }

  /**
   * SIGTERM; blocks until it is gone.
   *
   * @return how long it took to leave
   * @throws Trouble if it does not leave in time
   */
  Duration leave(Duration within) {
    up = false;
    long asked = System.nanoTime();
    running().destroy();
    exited(within);
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      exited(Duration.ofSeconds(GONE_WITHIN_S));
    }
  }

  private void exited(Duration within) {
    try {
      if (!running().waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Trouble(
            ExitCode.FAILED, name + " has not left after " + within.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String which) {
    Shell.run("sh", "-c", "kill -" + which + " " + running().pid());
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }
}
