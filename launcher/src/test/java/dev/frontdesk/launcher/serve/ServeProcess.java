package dev.frontdesk.launcher.serve;

import dev.frontdesk.launcher.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** {@code frontdesk serve} in a process of its own. */
record ServeProcess(Process process, Path output, int port, int management, int admin)
    implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Returns when it takes calls. */
  static ServeProcess start(Path folder, Map<String, String> environment) {
    try {
      Files.createDirectories(folder);
      Path output = folder.resolve("out.log");
      var builder = new ProcessBuilder(List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              "serve"))
          .directory(folder.toFile())
          .redirectOutput(output.toFile())
          .redirectErrorStream(true);
      int port = freePort();
      int management = freePort();
      int admin = freePort();
      builder.environment().keySet().removeIf(name -> name.startsWith("FRONTDESK_"));
      builder.environment().putAll(environment);
      builder.environment().put("HOST", "127.0.0.1");
      builder.environment().put("PORT", Integer.toString(port));
      builder.environment().put("ADMIN_PORT", Integer.toString(admin));
      builder.environment().put("MANAGEMENT_PORT", Integer.toString(management));
      builder.environment().put("FRONTDESK_DATA", folder.resolve("data").toString());
      var started = new ServeProcess(builder.start(), output, port, management, admin);
      started.awaitOutput("Frontdesk is taking calls.");
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitOutput(String words) {
    until(() -> read().contains(words), "does not say: " + words);
  }

  /** What {@code /health/ready} answers. */
  int ready() {
    return asked("/health/ready").statusCode();
  }

  /** What Prometheus gets. */
  String metrics() {
    return asked("/metrics").body();
  }

  private HttpResponse<String> asked(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
        .timeout(Duration.ofSeconds(10))
        .build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void signal(String name) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int awaitExit() {
    until(() -> !process.isAlive(), "still runs");
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void until(BooleanSupplier fact, String otherwise) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(otherwise + "\n" + read());
      }
      LockSupport.parkNanos(
          5_000_000); // who asks without a pause takes the time of whom it waits for
    }
  }

  private String read() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
