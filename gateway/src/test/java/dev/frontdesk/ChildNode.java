package dev.frontdesk;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DatabaseSettings;
import dev.frontdesk.store.Directory;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A gateway in a process of its own, to be killed and frozen as processes are; a member of the cluster of the one that started it. */
final class ChildNode implements AutoCloseable {
  static final NodeId NODE = new NodeId("victim");
  private static final String READY = "listens on ";

  private final Process process;
  private final int port;

  private ChildNode(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param database port at which it finds the database of {@code beside}
   * @param cluster its port in the cluster; the one before it is a member already
   */
  static ChildNode start(TestGateway beside, int database, int cluster, Duration lease) {
    return start(beside, database, cluster, lease, "");
  }

  /** @param carrier address of the carrier's REST API; empty: no carrier */
  static ChildNode start(
      TestGateway beside, int database, int cluster, Duration lease, String carrier) {
    return start(beside, database, cluster, lease, carrier, "");
  }

  /** @param allowed host and port inside that tools may ask; empty: none */
  static ChildNode start(
      TestGateway beside,
      int database,
      int cluster,
      Duration lease,
      String carrier,
      String allowed) {
    var settings = beside.server.running();
    var command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-cp",
        System.getProperty("java.class.path"),
        ChildNode.class.getName(),
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(
                settings.user(), settings.password().reveal(), database, settings.database()),
        beside.world.baseUrl(),
        Integer.toString(cluster),
        lease.toString(),
        beside.spool.resolveSibling("victim.spool").toString(),
        carrier,
        allowed));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      return new ChildNode(process, port(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI webhook() {
    return URI.create(origin() + "/openai/webhook");
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** As by SIGKILL: nothing is said, nothing written. */
  void kill() {
    process.destroyForcibly();
  }

  /** As by SIGTERM: it is asked to leave. */
  void terminate() {
    signal("TERM");
  }

  /** Waits until the process is gone. */
  void awaitExit() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("still runs");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String name) {
    try {
      int code = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
          .inheritIO()
          .start()
          .waitFor();
      if (code != 0) {
        throw new AssertionError("SIG" + name + " not sent");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int port(Process process) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(READY)) {
        var rest = new Thread(() -> reader.lines().forEach(System.out::println), "victim's log");
        rest.setDaemon(true);
        rest.start();
        return Integer.parseInt(line.substring(READY.length()));
      }
      System.out.println(line);
    }
    throw new AssertionError("the child ended before it listened");
  }

  /** The child itself. */
  public static void main(String[] args) {
    int cluster = Integer.parseInt(args[2]);
    Vertx vertx =
        TestGateway.await(Clustering.start(Optional.of(clusterSettings(cluster, cluster - 1))));
    Database database = TestGateway.await(Database.open(vertx, DatabaseSettings.parse(args[0])));
    Directory directory = TestGateway.await(Directory.open(vertx, database, null));
    var endpoint = new Endpoint(
        Database.PLATFORM_ENDPOINT,
        null,
        null,
        RealtimeProvider.NAME,
        args[1],
        Secret.of("sk-test"),
        List.of(Secret.of(SimulatorOptions.defaults().webhookSecret())),
        null);
    var settings = new GatewaySettings(
        NODE,
        Role.ALL,
        "127.0.0.1",
        0,
        Optional.of(endpoint),
        VoiceSettings.DEFAULTS,
        null,
        Path.of(args[4]),
        GatewaySettings.SPOOL_BYTES,
        Duration.ofSeconds(5),
        404,
        Duration.parse(args[3]));
    var known = args[5].isEmpty()
        ? settings
        : settings.with(new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(args[5])), TwilioCarrier.PUBLIC));
    var allowing = args[6].isEmpty() ? known : known.with(OutwardAllow.of(args[6]));
    Gateway gateway =
        TestGateway.await(Gateway.start(vertx, allowing, database, directory, router -> {}));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(gateway)));
    System.out.println(READY + gateway.port());
  }

  private static void leave(Gateway gateway) {
    long begun = System.nanoTime();
    int held = gateway.calls();
    int left = TestGateway.await(gateway.drain(Duration.ofSeconds(40)));
    TestGateway.await(gateway.stop());
    System.out.println("left with %d of %d calls after %d ms"
        .formatted(left, held, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
  }

  static ClusterSettings clusterSettings(int port, int member) {
    return new ClusterSettings("127.0.0.1", List.of("127.0.0.1:" + member), null, port);
  }
}
