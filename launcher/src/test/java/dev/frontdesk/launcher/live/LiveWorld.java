package dev.frontdesk.launcher.live;

import dev.frontdesk.ClusterSettings;
import dev.frontdesk.Clustering;
import dev.frontdesk.Role;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.DatabaseSettings;
import dev.frontdesk.store.NumberStore;
import dev.frontdesk.store.ProfileStore;
import dev.frontdesk.store.Tenant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Two nodes of a cluster between a simulated provider and simulated callers: one holds the calls, the other is asked. */
final class LiveWorld implements AutoCloseable {
  private static final long SECONDS = 60;

  final DatabaseServer server = DatabaseServer.unsynced();
  final Vertx outside = Vertx.vertx();
  final Simulator simulator;
  final LiveNode front;
  final LiveNode desk;
  final Business bakery;
  final Business sibling;
  final Business foreign;

  /** A tenant with a number and somebody to transfer to. */
  record Business(AgencyId agency, TenantId tenant, PhoneNumber number) {
    String path() {
      return "/v1/tenants/" + tenant;
    }
  }

  /** @param pace 0: as fast as events can be sent; 1: as people speak */
  LiveWorld(double pace) {
    server.migrate();
    simulator = await(Simulator.start(outside, SimulatorOptions.defaults().withPace(pace)));
    int member = freePort();
    front = LiveNode.start(
        this, "front", EnumSet.complementOf(EnumSet.of(Role.ADMIN)), clustered(member, member));
    desk = LiveNode.start(this, "desk", Set.of(Role.ADMIN), clustered(freePort(), member));
    AgencyId north = await(front.database().platform().createAgency("North"));
    AgencyId south = await(front.database().platform().createAgency("South"));
    bakery = business(north, "bakery", "+15550100001");
    sibling = business(north, "butcher", "+15550100002");
    foreign = business(south, "florist", "+15550100003");
    await(front.directory().refresh());
  }

  /** A call that is under way: greeted, written down, and not over. */
  record Placed(String call, Future<CallReport> report) {}

  Placed greeted(Business business, String yaml) {
    Promise<Void> spoken = Promise.promise();
    var report = placing(business, yaml, new CallListener() {
      @Override
      public void agentSaid(String text) {
        spoken.tryComplete();
      }
    });
    String live = "SELECT id FROM call WHERE ended_at IS NULL AND tenant_id = '%s'"
        .formatted(business.tenant());
    String call = eventually(() -> ask(live), rows -> rows.size() == 1).get(0);
    await(spoken.future());
    return new Placed(call, report);
  }

  /** Plays a script: YAML of its steps and what is expected. */
  Future<CallReport> placing(Business business, String yaml, CallListener listener) {
    var script = Script.parse("name: test\nfrom: \"+421900000001\"\nto: \"%s\"\n%s"
        .formatted(business.number().e164(), yaml));
    return simulator.place(
        script, URI.create("http://127.0.0.1:" + front.callPort() + "/openai/webhook"), listener);
  }

  /** First column of every row, past all walls. */
  List<String> ask(String sql) {
    return run(sql, true);
  }

  List<String> run(String sql, boolean reads) {
    var settings = DatabaseSettings.parse(server.url());
    var url = "jdbc:postgresql://%s:%d/%s"
        .formatted(settings.host(), settings.port(), settings.database());
    try (var connection = DriverManager.getConnection(
            url, settings.user(), settings.password().reveal());
        var statement = connection.createStatement()) {
      var found = new ArrayList<String>();
      if (!reads) {
        statement.execute(sql);
        return found;
      }
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          found.add(String.valueOf(rows.getString(1)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
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

  @Override
  public void close() {
    desk.close();
    front.close();
    await(simulator.close());
    await(outside.close());
    server.close();
  }

  private Business business(AgencyId agency, String key, String e164) {
    var id = new TenantId(UUID.randomUUID());
    var number = new PhoneNumber(e164);
    var target = new TransferTarget(
        "sales", "Sales", List.of(), "+15550100010", "", TransferTarget.Kind.TEAM, null);
    var draft = new ProfileStore.Draft(
        "You answer for a " + key + ".",
        "Good day, this is the " + key + ".",
        "",
        VoiceSettings.DEFAULTS,
        Set.of("transfer_call"),
        List.of());
    await(front
        .database()
        .inAgency(
            agency,
            stores -> stores
                .tenants()
                .create(Tenant.named(id, agency, key, key, "SK", ZoneId.of("UTC")))
                .compose(made -> stores
                    .numbers()
                    .add(new NumberStore.Did(
                        number, id, Database.PLATFORM_ENDPOINT, "main line")))));
    await(front
        .database()
        .inTenant(
            id,
            stores -> stores
                .targets()
                .save(target)
                .compose(saved -> stores.profiles().saveDraft(draft))
                .compose(version -> stores.profiles().publish(version))));
    return new Business(agency, id, number);
  }

  private static Vertx clustered(int port, int member) {
    var cluster = new ClusterSettings("127.0.0.1", List.of("127.0.0.1:" + member), null, port);
    return await(Clustering.start(Optional.of(cluster)));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
