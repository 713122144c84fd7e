package dev.frontdesk;

import dev.frontdesk.bus.Bus;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.Fact;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.session.CallWatch;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DatabaseSettings;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.SecretVault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gateway on a database of its own, between a simulated provider and simulated callers. */
final class TestGateway implements AutoCloseable {
  /** As it is said: the profile's, and that no person answers. */
  static final String GREETING =
      "Good day, this is Bakery Novak. You are speaking with an AI assistant. How can I help?";

  static final String NUMBER = "+15550100001";
  private static final long SECONDS = 60;

  final TestServer server = new TestServer();
  final Vertx vertx;
  final Wire wire;
  final Simulator world;
  final Database database;
  final Directory directory;
  final Path spool;
  final Bus bus;
  final MeterRegistry meters = new SimpleMeterRegistry();

  /** Calls that went on at another node. */
  final Set<CallId> left = ConcurrentHashMap.newKeySet();

  final Gateway gateway;

  TestGateway() {
    this(settings -> settings, null, 0);
  }

  /** @param pace 0: as fast as events can be sent; 1: as people speak */
  TestGateway(UnaryOperator<GatewaySettings> change, @Nullable SecretVault vault, double pace) {
    this(change, vault, pace, Vertx.vertx());
  }

  TestGateway(
      UnaryOperator<GatewaySettings> change,
      @Nullable SecretVault vault,
      double pace,
      Vertx vertx) {
    this.vertx = vertx;
    seed();
    wire = new Wire(vertx, server.running().port());
    world = await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(pace)));
    database = await(Database.open(vertx, through(server.running(), wire.port())));
    directory = await(Directory.open(vertx, database, vault));
    spool = folder().resolve("journal.spool");
    bus = Gateway.bus(vertx);
    gateway = await(Gateway.start(
        vertx,
        bus,
        change.apply(settings()),
        database,
        directory,
        router -> {},
        new Observation(meters, new Leaving(left))));
  }

  /**
   * The first node of a cluster, at half the pace at which people speak.
   *
   * @param port of the membership protocol
   */
  static TestGateway clustered(String node, int port) {
    return clustered(node, port, settings -> settings);
  }

  /** As above, set up otherwise. */
  static TestGateway clustered(String node, int port, UnaryOperator<GatewaySettings> change) {
    var cluster = Clustering.start(Optional.of(ChildNode.clusterSettings(port, port)));
    return new TestGateway(
        settings -> change.apply(named(settings, new NodeId(node))), null, 0.5, await(cluster));
  }

  private static GatewaySettings named(GatewaySettings settings, NodeId node) {
    return new GatewaySettings(
        node,
        settings.roles(),
        settings.host(),
        settings.port(),
        settings.defaultEndpoint(),
        settings.voice(),
        settings.dialledHeader(),
        settings.spoolFile(),
        settings.spoolBytes(),
        settings.ringingBudget(),
        settings.unknownNumberCode(),
        settings.lease());
  }

  /** Plays a script, as YAML after {@code from}, {@code to} and {@code name}. */
  CallReport place(String yaml) {
    return place(webhook(), yaml);
  }

  CallReport place(URI webhook, String yaml) {
    return await(placing(webhook, yaml));
  }

  Future<CallReport> placing(URI webhook, String yaml) {
    String head =
        yaml.startsWith("to: ") || yaml.contains("\nto: ") ? "" : "to: \"" + NUMBER + "\"\n";
    String from = yaml.startsWith("from: ") ? "" : "from: \"+421900000001\"\n";
    return world.place(Script.parse("name: test\n" + from + head + yaml), webhook);
  }

  URI webhook() {
    return URI.create("http://127.0.0.1:" + gateway.port() + "/openai/webhook");
  }

  /** Waits until another node could read {@code word} of the one call there is. */
  void awaitReplica(String word) {
    String id = server.ask("SELECT call_id FROM call_claim").get(0);
    var calls = await(vertx.sharedData().<String, Buffer>getClusterWideMap("frontdesk.calls"));
    eventually(() -> String.valueOf(await(calls.get(id))), value -> value.contains(word));
  }

  /** Asks again until the answer is as wanted: facts reach the database a moment after the call. */
  List<String> eventually(String sql, Predicate<List<String>> wanted) {
    return eventually(() -> server.ask(sql), wanted);
  }

  static <T> T eventually(Supplier<T> question, Predicate<T> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    T answer = question.get();
    while (!wanted.test(answer)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still " + answer);
      }
      LockSupport.parkNanos(
          5_000_000); // who asks without a pause takes the time of whom it waits for
      answer = question.get();
    }
    return answer;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + SECONDS + " s", e);
    }
  }

  /** The node leaves; its database can still be asked. */
  void leave() {
    await(gateway.stop());
    await(directory.close());
    await(database.close());
    await(world.close());
    await(vertx.close());
  }

  @Override
  public void close() {
    leave();
    server.close();
  }

  /** Whoever looks on keeps nothing of a call that has left. */
  private record Leaving(Set<CallId> calls) implements CallWatch {
    @Override
    public void told(Call call, Origin origin, Fact fact, Instant at) {}

    @Override
    public void left(CallId call) {
      calls.add(call);
    }
  }

  static DatabaseSettings through(DatabaseSettings real, int port) {
    return new DatabaseSettings(
        real.host(),
        port,
        real.database(),
        real.user(),
        real.password(),
        real.sslMode(),
        real.connections());
  }

  GatewaySettings settings() {
    var endpoint = new Endpoint(
        Database.PLATFORM_ENDPOINT,
        null,
        null,
        RealtimeProvider.NAME,
        world.baseUrl(),
        Secret.of("sk-test"),
        List.of(Secret.of(SimulatorOptions.defaults().webhookSecret())),
        null);
    return new GatewaySettings(
        new NodeId("test-node"),
        Role.ALL,
        "127.0.0.1",
        0,
        Optional.of(endpoint),
        VoiceSettings.DEFAULTS,
        null,
        spool,
        GatewaySettings.SPOOL_BYTES,
        Duration.ofSeconds(5),
        404,
        GatewaySettings.LEASE);
  }

  /** A bakery with a number, people to transfer to, and two callers it knows. */
  private void seed() {
    server.run("""
        INSERT INTO agency (id, name) VALUES ('00000000-0000-0000-0000-00000000000a', 'North');
        INSERT INTO tenant (id, agency_id, key, name, region, zone, locale) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'bakery', 'Bakery Novak', 'SK',
           'Europe/Bratislava', 'en');
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100001', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000001');
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 1, 'published',
           'You answer for a bakery.', 'Good day, this is Bakery Novak. How can I help?');
        INSERT INTO contact (tenant_id, agency_id, number, name, vip, blocked) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', '+421900000001', 'Jana', true, false),
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', '+421900000666', 'Spam', false, true);
        INSERT INTO transfer_target (tenant_id, agency_id, key, name, address, kind) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'sales', 'Sales', '+15550100010', 'TEAM');
        """);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("frontdesk-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
