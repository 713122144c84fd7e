package dev.frontdesk.launcher.operations;

import dev.frontdesk.launcher.database.DataFolder;
import dev.frontdesk.launcher.database.DatabaseServer;
import dev.frontdesk.launcher.serve.Node;
import dev.frontdesk.launcher.settings.Setting;
import dev.frontdesk.launcher.settings.Settings;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TransferTarget;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.NumberStore;
import dev.frontdesk.store.ProfileStore;
import dev.frontdesk.store.Tenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A whole node with one tenant, between a simulated provider and simulated callers. */
final class Worked implements AutoCloseable {
  static final String NUMBER = "+15550100001";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final DatabaseServer server = DatabaseServer.unsynced();
  final Vertx outside = Vertx.vertx();
  final TenantId tenant = new TenantId(UUID.randomUUID());
  final Simulator simulator;
  final Node node;
  private final DataFolder folder;

  Worked(Path data, Map<Setting, String> more) {
    server.migrate();
    simulator = await(Simulator.start(outside, SimulatorOptions.defaults().withPace(0)));
    folder = DataFolder.open(data);
    var given = new HashMap<>(Map.of(
        Setting.HOST, "127.0.0.1",
        Setting.PORT, "0",
        Setting.ADMIN_PORT, "0",
        Setting.MANAGEMENT_PORT, "0",
        Setting.OPENAI_API_KEY, "sk-test",
        Setting.OPENAI_WEBHOOK_SECRET, SimulatorOptions.defaults().webhookSecret(),
        Setting.OPENAI_BASE_URL, simulator.baseUrl(),
        Setting.DATA, data.toString()));
    given.putAll(more);
    node = Node.start(Settings.of(given), folder, server);
    business();
  }

  /** Plays a script to its end: YAML of its steps and what is expected. */
  CallReport place(String yaml) {
    String from = yaml.startsWith("from: ") ? "" : "from: \"+421900000001\"\n";
    var script = Script.parse("name: test\n" + from + "to: \"" + NUMBER + "\"\n" + yaml);
    return await(simulator.place(script, uri(node.port(), "/openai/webhook")));
  }

  int post(int port, String path, String body) {
    return send(HttpRequest.newBuilder(uri(port, path)).POST(BodyPublishers.ofString(body)));
  }

  int get(int port, String path) {
    return send(HttpRequest.newBuilder(uri(port, path)));
  }

  Exposition scraped() {
    try {
      return new Exposition(CLIENT
          .send(
              HttpRequest.newBuilder(uri(node.managementPort(), "/metrics")).build(),
              BodyHandlers.ofString())
          .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
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

  @Override
  public void close() {
    node.close();
    folder.close();
    await(simulator.close());
    await(outside.close());
    server.close();
  }

  private static int send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not within a minute", e);
    }
  }

  private void business() {
    AgencyId agency = await(node.database().platform().createAgency("North"));
    var target = new TransferTarget(
        "sales", "Sales", List.of(), "+15550100010", "", TransferTarget.Kind.TEAM, null);
    var draft = new ProfileStore.Draft(
        "You answer for a bakery.",
        "Good day, this is the bakery.",
        "",
        VoiceSettings.DEFAULTS,
        Set.of("transfer_call", "get_current_time"),
        List.of());
    await(node.database()
        .inAgency(
            agency,
            stores -> stores
                .tenants()
                .create(Tenant.named(tenant, agency, "bakery", "Bakery", "SK", ZoneId.of("UTC")))
                .compose(made -> stores
                    .numbers()
                    .add(new NumberStore.Did(
                        new PhoneNumber(NUMBER),
                        tenant,
                        Database.PLATFORM_ENDPOINT,
                        "main line")))));
    await(node.database()
        .inTenant(
            tenant,
            stores -> stores
                .targets()
                .save(target)
                .compose(saved -> stores.profiles().saveDraft(draft))
                .compose(version -> stores.profiles().publish(version))));
    await(node.directory().refresh());
  }
}
