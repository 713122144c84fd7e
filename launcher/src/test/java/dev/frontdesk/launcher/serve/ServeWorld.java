package dev.frontdesk.launcher.serve;

import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
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
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A business, its database and a simulated provider, for nodes in processes of their own. */
final class ServeWorld implements AutoCloseable {
  static final String BOOTSTRAP = "fd_bootstrap-key-of-the-tests";
  private static final String NUMBER = "+15550100001";

  final TenantId tenant = new TenantId(UUID.randomUUID());
  private final DatabaseServer server = DatabaseServer.unsynced();
  private final Vertx vertx = Vertx.vertx();
  private final Simulator simulator =
      await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0.5)));
  private final Path folder;

  /** @param folder of the nodes */
  ServeWorld(Path folder) {
    this.folder = folder;
    server.migrate();
    Database database = server.connect(vertx);
    var agency = await(database.platform().createAgency("North"));
    var draft = new ProfileStore.Draft(
        "You answer.", "Good day.", "", VoiceSettings.DEFAULTS, Set.of(), List.of());
    await(database.inAgency(
        agency,
        stores -> stores
            .tenants()
            .create(Tenant.named(tenant, agency, "bakery", "Bakery", "SK", ZoneId.of("UTC")))
            .compose(made -> stores
                .numbers()
                .add(new NumberStore.Did(
                    new PhoneNumber(NUMBER), tenant, Database.PLATFORM_ENDPOINT, "main line")))));
    await(database.inTenant(
        tenant,
        stores -> stores
            .profiles()
            .saveDraft(draft)
            .compose(version -> stores.profiles().publish(version))));
    await(database.close());
  }

  /** @param wait how long it keeps calls that nobody takes */
  ServeProcess serve(String name, String wait, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.putAll(Map.of(
        "DATABASE_URL",
        server.url(),
        "OPENAI_API_KEY",
        "sk-test",
        "OPENAI_BASE_URL",
        simulator.baseUrl(),
        "OPENAI_WEBHOOK_SECRET",
        SimulatorOptions.defaults().webhookSecret(),
        "FRONTDESK_BOOTSTRAP_KEY",
        BOOTSTRAP,
        "FRONTDESK_DRAIN_WAIT",
        wait));
    return ServeProcess.start(folder.resolve(name), environment);
  }

  /** The settings of a node that forms a cluster with another. */
  static Map<String, String> clustered(int own, int other) {
    return Map.of(
        "FRONTDESK_CLUSTER",
        "tcp:127.0.0.1:%d,127.0.0.1:%d".formatted(own, other),
        "FRONTDESK_CLUSTER_HOST",
        "127.0.0.1:" + own);
  }

  /**
   * A call at {@code node}; returns when its caller has heard the greeting.
   *
   * @param then the steps after it and what is expected, as YAML
   */
  Future<CallReport> greeted(ServeProcess node, String then) {
    Promise<Void> spoken = Promise.promise();
    var script = Script.parse(
        "name: test\nfrom: \"+421900000001\"\nto: \"%s\"\nlimit: 90s\nsteps:\n- greeting\n%s"
            .formatted(NUMBER, then));
    var report = simulator.place(
        script,
        URI.create("http://127.0.0.1:" + node.port() + "/openai/webhook"),
        new CallListener() {
          @Override
          public void agentSaid(String text) {
            spoken.tryComplete();
          }
        });
    await(spoken.future());
    return report;
  }

  /** First column of every row, past all walls. */
  List<String> ask(String sql) {
    var settings = DatabaseSettings.parse(server.url());
    var url = "jdbc:postgresql://%s:%d/%s"
        .formatted(settings.host(), settings.port(), settings.database());
    try (var connection = DriverManager.getConnection(
            url, settings.user(), settings.password().reveal());
        var rows = connection.createStatement().executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    await(simulator.close());
    await(vertx.close());
    server.close();
  }
}
