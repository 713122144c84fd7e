package dev.frontdesk.launcher.serve;

import dev.frontdesk.CarrierSettings;
import dev.frontdesk.Clustering;
import dev.frontdesk.Gateway;
import dev.frontdesk.GatewaySettings;
import dev.frontdesk.Observation;
import dev.frontdesk.Role;
import dev.frontdesk.admin.AdminVerticle;
import dev.frontdesk.admin.api.AdminApi;
import dev.frontdesk.admin.api.Revisions;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.database.MasterKey;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.launcher.settings.Tracing;
import dev.frontdesk.launcher.terminal.ExitCode;
import dev.frontdesk.launcher.terminal.LogFacts;
import dev.frontdesk.launcher.terminal.Trouble;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.session.CallWatch;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.trace.CallTraces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the gateway on a migrated database, taking calls from {@link #start} until {@link #close}. */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration LONGEST_STEP_OF_STOPPING = Duration.ofSeconds(5);

  private final Settings settings;
  private final Deque<Supplier<Future<?>>> stops = new ArrayDeque<>();
  private final Vertx vertx;
  private final Database database;
  private final Directory directory;
  private final Gateway gateway;
  private final Scrape scrape = new Scrape();
  private final Management management = new Management(scrape);
  private final DrainRoutes drains;
  private final AdminApi api;
  private final int managementPort;
  private final int adminPort;

  private Node(Settings settings, DataFolder folder, DatabaseServer server) {
    this.settings = settings;
    this.drains = new DrainRoutes(settings.drainWait(), new DrainGuard(settings.clusterSecrets()));
    try {
      vertx = started(
          Clustering.start(settings.cluster(), scrape.options(), scrape.factory()), Vertx::close);
      database = server.connect(vertx);
      stops.push(database::close);
      SecretVault vault = MasterKey.vault(settings, folder).orElse(null);
      directory = started(Directory.open(vertx, database, vault), Directory::close);
      Bus bus = Gateway.bus(vertx);
      GatewaySettings own = gatewaySettings(settings, folder);
      var owners = new CallOwners(directory);
      CallWatch traces =
          settings.tracing().map(to -> traces(to, own.node())).orElse(CallWatch.NONE);
      LogFacts.are(
          new LogFacts(own.node().value(), owners::of, settings.tracing().isPresent()));
      var limits = settings.api().with(settings.outwardAllow());
      api = started(
          AdminApi.open(
              vertx, bus, database, vault, Revisions.of(directory), limits, scrape.registry()),
          AdminApi::close);
      Settings.Ports ports = settings.ports();
      boolean apart = !same(ports.management(), ports.calls());
      // Before calls: who looks sees a node that does not get any further.
      int machines = apart ? listenForMachines(ports) : 0;
      gateway = started(
          listening(
              Gateway.start(
                  vertx,
                  bus,
                  own,
                  database,
                  directory,
                  router -> mount(router, ports.calls()),
                  new Observation(scrape.registry(), CallWatch.both(owners, traces))),
              "PORT",
              ports.calls()),
          Gateway::stop);
      managementPort = apart ? machines : gateway.port();
      adminPort = listenForAdmins(ports);
      management.serving(gateway, directory);
      drains.serving(gateway);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Blocks until calls are taken.
   *
   * @throws Trouble if a port is in use or the database does not answer
   */
  public static Node start(Settings settings, DataFolder folder, DatabaseServer server) {
    return new Node(settings, folder, server);
  }

  public Settings settings() {
    return settings;
  }

  public Vertx vertx() {
    return vertx;
  }

  public Database database() {
    return database;
  }

  public Directory directory() {
    return directory;
  }

  /** The call port, as asked for or found. */
  public int port() {
    return gateway.port();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return managementPort;
  }

  /** The port of the admin API; 0: it is not on this node. */
  public int adminPort() {
    return adminPort;
  }

  /** How many calls it drives. */
  int calls() {
    return gateway.calls();
  }

  /** Gives its calls to other nodes; tells how many are left when it has, or has waited long enough. */
  Future<Integer> drain() {
    return gateway.drain(settings.drainWait());
  }

  /** Stops taking calls, writes down what is open, lets go of everything; in seconds, whatever hangs. */
  @Override
  public void close() {
    management.stopping();
    while (!stops.isEmpty()) {
      try {
        stops
            .pop()
            .get()
            .timeout(LONGEST_STEP_OF_STOPPING.toMillis(), TimeUnit.MILLISECONDS)
            .await();
      } catch (RuntimeException e) {
        LOG.atWarn().setCause(e).log("a step of stopping failed");
      }
    }
    LogFacts.areNone();
    scrape.close();
  }

  private int listenForMachines(Settings.Ports ports) {
    var verticle = new AdminVerticle(ports.host(), Map.of(ports.management(), router -> {
      mount(router, ports.management());
      if (!same(ports.management(), ports.admin())) {
        drains.mount(router);
      }
    }));
    started(
        listening(vertx.deployVerticle(verticle), "MANAGEMENT_PORT", ports.management()),
        vertx::undeploy);
    return verticle.actualPorts().get(0);
  }

  private int listenForAdmins(Settings.Ports ports) {
    if (!settings.roles().contains(Role.ADMIN)) {
      return 0;
    }
    if (same(ports.admin(), ports.calls())) {
      return gateway.port();
    }
    if (same(ports.admin(), ports.management())) {
      return managementPort;
    }
    var verticle = new AdminVerticle(ports.host(), Map.of(ports.admin(), router -> {
      management.mount(router);
      api.mount(router);
    }));
    started(
        listening(vertx.deployVerticle(verticle), "ADMIN_PORT", ports.admin()), vertx::undeploy);
    return verticle.actualPorts().get(0);
  }

  /** Whatever else is on this port. */
  private void mount(Router router, int port) {
    if (same(settings.ports().management(), port)
        || !same(port, settings.ports().calls())) {
      management.mount(router);
    }
    if (same(settings.ports().admin(), port) && settings.roles().contains(Role.ADMIN)) {
      api.mount(router);
    }
  }

  /** Closed after the gateway, whose last calls they tell of. */
  private CallWatch traces(Tracing to, NodeId node) {
    CallTraces traces = Traces.open(to, node);
    stops.push(() -> vertx.executeBlocking(() -> {
      traces.close();
      return null;
    }));
    return traces;
  }

  private static boolean same(int one, int other) {
    return one != 0 && one == other;
  }

  private <T> T started(Future<T> starting, Stop<T> stop) {
    T part = starting.await();
    stops.push(() -> stop.stop(part));
    return part;
  }

  /** How one part is stopped. */
  private interface Stop<T> {
    Future<?> stop(T part);
  }

  private <T> Future<T> listening(Future<T> starting, String setting, int port) {
    return starting.recover(cause -> Future.failedFuture(
        Ports.isTaken(cause)
            ? new Trouble(
                ExitCode.PORT_IN_USE,
                "port %d on %s is in use by another program; stop it, or set %s to a free one"
                    .formatted(port, settings.ports().host(), setting),
                cause)
            : cause));
  }

  private static GatewaySettings gatewaySettings(Settings settings, DataFolder folder) {
    return new GatewaySettings(
            new NodeId(hostName() + "-" + UUID.randomUUID().toString().substring(0, 8)),
            settings.roles(),
            settings.ports().host(),
            settings.ports().calls(),
            platformEndpoint(settings.openAi()),
            settings.voice(),
            settings.dialledHeader().orElse(null),
            folder.claimSpool(),
            settings.spoolBytes(),
            settings.ringingBudget(),
            settings.unknownNumberCode(),
            GatewaySettings.LEASE,
            settings.outwardAllow(),
            new CarrierSettings(
                settings.twilio().map(Node::carrier),
                settings.publicUrl().map(URI::toString).orElse(null)))
        .withTextModel(settings.textModel().orElse(""))
        .withMail(settings.mail());
  }

  /** The first token asks as well; the others only verify. */
  private static Endpoint carrier(Settings.Twilio twilio) {
    List<Secret> tokens = twilio.authTokens();
    return new Endpoint(
        Database.PLATFORM_CARRIER,
        null,
        null,
        "twilio",
        twilio.baseUrl().toString(),
        tokens.get(0),
        tokens.subList(1, tokens.size()),
        null,
        twilio.accountSid(),
        twilio.sipDomain().orElse(null));
  }

  /** Nothing can be verified without a webhook secret, so then there is no such endpoint. */
  private static Optional<Endpoint> platformEndpoint(Settings.OpenAi openAi) {
    return openAi.webhookSecrets().isEmpty()
        ? Optional.empty()
        : Optional.of(new Endpoint(
            Database.PLATFORM_ENDPOINT,
            null,
            null,
            "openai",
            openAi.baseUrl().toString(),
            openAi.apiKey().orElse(Secret.of("")),
            openAi.webhookSecrets(),
            null));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
