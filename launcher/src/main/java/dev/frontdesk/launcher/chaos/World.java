package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.bench.GatewayProcess;
import dev.frontdesk.launcher.chaos.audit.JournalAudit;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.database.MasterKey;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.store.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, provider and callers here, and around them the gateways, one process each. Blocks. */
final class World {
  /** What a node of the chaos does: everything but the admin API. */
  private static final String ROLES = "webhooks,acceptance,sessions,transfers,notifications";

  final Vertx vertx;
  final DatabaseServer server;
  final Simulator simulator;
  final Site site;
  final List<ChaosNode> nodes;
  final List<Cable> cables;
  final BridgedSide bridged;
  private final Database database;
  private final TenantId tenant;
  private final @Nullable Path kept;
  private final AtomicInteger calls = new AtomicInteger();

  /**
   * @param kept where the nodes keep what they write, afterwards too; null: in a folder that goes with them
   * @param pace of speech: 1 as people speak
   * @param jvm options of each node's Java machine
   */
  World(
      UntilStopped stops,
      Site site,
      @Nullable Path kept,
      int count,
      double pace,
      long seed,
      List<String> jvm) {
    this.site = stops.with(site);
    this.kept = kept;
    server = stops.with(DatabaseServer.temporary());
    server.migrate();
    vertx = Vertx.vertx();
    stops.with(() -> vertx.close().await());
    database = server.connect(vertx);
    tenant = ChaosTenant.found(database);
    simulator = Simulator.start(
            vertx,
            SimulatorOptions.defaults()
                .withHost(site.outside())
                .withApiKey(null)
                .withPace(pace)
                .withSeed(seed))
        .await();
    cables = IntStream.range(0, count)
        .mapToObj(node -> new Cable(vertx, site.outside(), server.port()))
        .toList();
    bridged = new BridgedSide(stops, vertx, simulator, site.outside(), pace, seed);
    nodes = nodes(stops, kept == null ? folder(stops) : kept.toAbsolutePath(), count, jvm);
    bridged.stand(nodes);
    // One after the other: several that start at once on two cores get in each other's way.
    nodes.forEach(ChaosNode::startFirst);
  }

  /** Deliveries of calls go to the nodes in turn, whether or not they live; a second attempt goes to the next one. */
  Supplier<URI> webhook() {
    var turn = new AtomicInteger(calls.getAndIncrement());
    return () -> nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size())).webhook();
  }

  /** @param scenario of which the calls with findings are kept to be read, if anything is kept */
  JournalAudit audit(String scenario) {
    Path dossiers =
        kept == null ? null : kept.resolve("found").resolve(scenario).toAbsolutePath();
    return new JournalAudit(database, tenant, dossiers);
  }

  private List<ChaosNode> nodes(UntilStopped stops, Path folder, int count, List<String> jvm) {
    int[] bus = IntStream.range(0, count).map(node -> GatewayProcess.freePort()).toArray();
    String members = IntStream.range(0, count)
        .mapToObj(node -> site.host(node) + ":" + bus[node])
        .collect(Collectors.joining(","));
    String master = MasterKey.random().reveal();
    var made = new ArrayList<ChaosNode>();
    for (int node = 0; node < count; node++) {
      var command = new ArrayList<>(site.prefix(node));
      command.addAll(GatewayProcess.command(jvm));
      String name = "node-" + (node + 1);
      var environment = new HashMap<>(Map.of(
          "HOST", site.host(node),
          "PORT", Integer.toString(GatewayProcess.freePort()),
          "MANAGEMENT_PORT", Integer.toString(GatewayProcess.freePort()),
          "OPENAI_BASE_URL", simulator.baseUrl(),
          "OPENAI_API_KEY", name,
          "OPENAI_WEBHOOK_SECRET", SimulatorOptions.defaults().webhookSecret(),
          "FRONTDESK_ROLES", ROLES,
          "FRONTDESK_MASTER_KEY", master,
          "FRONTDESK_LOG", "info"));
      environment.put("FRONTDESK_CLUSTER", "tcp:" + members);
      environment.put("FRONTDESK_CLUSTER_HOST", site.host(node) + ":" + bus[node]);
      environment.put("DATABASE_URL", url(cables.get(node)));
      environment.putAll(bridged.environment());
      Path own = made(folder.resolve(name));
      environment.put("FRONTDESK_DATA", made(own.resolve("data")).toString());
      made.add(stops.with(new ChaosNode(name, own, command, environment)));
    }
    return List.copyOf(made);
  }

  private String url(Cable cable) {
    return server.url().replace("127.0.0.1:" + server.port(), site.outside() + ":" + cable.port());
  }

  private static Path folder(UntilStopped stops) {
    try {
      Path folder = Files.createTempDirectory("frontdesk-chaos");
      stops.with(() -> remove(folder));
      return folder;
    } catch (IOException e) {
      throw Trouble.because(ExitCode.DATA_FOLDER, "no temporary folder", e);
    }
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw Trouble.because(ExitCode.DATA_FOLDER, "cannot make " + folder, e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
