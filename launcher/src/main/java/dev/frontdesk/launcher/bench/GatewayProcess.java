package dev.frontdesk.launcher.bench;

import dev.frontdesk.launcher.Main;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A gateway process of ours, and the folder it writes to. */
public final class GatewayProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int STOPS_WITHIN_S = 15;

  private final Path folder;
  private final Process process;

  /** @param jvm options for its Java machine */
  GatewayProcess(List<String> jvm, Map<String, String> environment) {
    this(jvm, List.of("serve"), environment);
  }

  /** @param arguments of our command line */
  GatewayProcess(List<String> jvm, List<String> arguments, Map<String, String> environment) {
    try {
      folder = Files.createTempDirectory("frontdesk-bench");
      var builder = new ProcessBuilder(command(jvm, arguments))
          .directory(folder.toFile())
          .redirectOutput(folder.resolve("out.log").toFile())
          .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().keySet().removeIf(name -> name.startsWith("FRONTDESK_"));
      builder.environment().putAll(environment);
      builder.environment().put("FRONTDESK_DATA", folder.resolve("data").toString());
      process = builder.start();
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, "cannot start a gateway", e);
    }
  }

  long pid() {
    return process.pid();
  }

  void awaitReady(URI health) {
    awaitReady(process, health);
  }

  /** @throws Trouble if it ends, or is not ready within a minute */
  public static void awaitReady(Process process, URI health) {
    var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    var client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    String seen = "it does not answer";
    while (process.isAlive() && System.nanoTime() < deadline) {
      try {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status == 200) {
          return;
        }
        seen = "it answers " + status;
      } catch (IOException e) {
        seen = "it does not answer";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new Trouble(
        ExitCode.FAILED,
        "the gateway to be measured does not come up: "
            + (process.isAlive() ? seen : "it ended with exit code " + process.exitValue()));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What starts a gateway of this program. */
  public static List<String> command(List<String> jvm) {
    return command(jvm, List.of("serve"));
  }

  private static List<String> command(List<String> jvm, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Ours, wherever the process runs. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw Trouble.because(ExitCode.FAILED, "no free port", e);
    }
  }
}
