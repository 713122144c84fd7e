package dev.frontdesk.launcher.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.Frontdesk;
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
import dev.frontdesk.store.NumberStore;
import dev.frontdesk.store.ProfileStore;
import dev.frontdesk.store.Tenant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Processes as an operator runs them, with a call, and told to leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainCommandIT {
  private final DatabaseServer server = DatabaseServer.temporary();
  private final Vertx vertx = Vertx.vertx();
  private final Simulator world =
      await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0.5)));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeAll
  void aBusiness() {
    server.migrate();
    Database database = server.connect(vertx);
    var agency = await(database.platform().createAgency("North"));
    var tenant = new TenantId(UUID.randomUUID());
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
                    new PhoneNumber("+15550100001"),
                    tenant,
                    Database.PLATFORM_ENDPOINT,
                    "main line")))));
    await(database.inTenant(
        tenant,
        stores -> stores
            .profiles()
            .saveDraft(draft)
            .compose(version -> stores.profiles().publish(version))));
    await(database.close());
  }

  @AfterAll
  void gone() {
    await(world.close());
    await(vertx.close());
    server.close();
  }

  @Test
  void theCommandTellsHowManyCallsAreLeftUntilNoneIs() {
    try (var leaves = serve("leaves", "60s")) {
      var report = greeted(leaves, "8s");
      var command = Frontdesk.run("drain", "--port", Integer.toString(leaves.management()));

      assertEquals(0, command.status(), command::toString);
      assertTrue(command.out().contains("1 call left"), command.out());
      assertTrue(command.out().contains("no call is left"), command.out());
      assertEquals(503, leaves.ready());
      leaves.signal("TERM");
      assertEquals(143, leaves.awaitExit());
      assertEquals(List.of(), await(report).broken());
    }
  }

  @Test
  void theCommandSaysThatACallStayed() {
    try (var alone = serve("alone", "500ms")) {
      var report = greeted(alone, "20s");
      var command = Frontdesk.run("drain", "--port", Integer.toString(alone.management()));

      assertEquals(1, command.status(), command::toString);
      assertTrue(command.out().contains("1 call stayed"), command.out());
      assertFalse(report.isComplete());
    }
  }

  @Test
  void whoIsAloneWaitsForItsCallAndASecondSignalEndsTheWait() {
    try (var alone = serve("waits", "60s")) {
      var report = greeted(alone, "20s");
      alone.signal("TERM");
      alone.awaitOutput("Handing over 1 call.");
      assertEquals(503, alone.ready());
      assertFalse(report.isComplete());
      alone.signal("TERM");
      assertEquals(143, alone.awaitExit());
      assertFalse(report.isComplete());
    }
  }

  @Test
  void nobodyElseMayAskForIt() {
    assertTrue(DrainRoutes.isOfThisMachine(SocketAddress.inetSocketAddress(1, "127.0.0.1")));
    assertTrue(DrainRoutes.isOfThisMachine(SocketAddress.inetSocketAddress(1, "::1")));
    assertFalse(DrainRoutes.isOfThisMachine(SocketAddress.inetSocketAddress(1, "10.0.0.1")));
  }

  @Test
  void aNodeThatIsNotThereIsSaidToBe() {
    var command = Frontdesk.run("drain", "--port", Integer.toString(ServeProcess.freePort()));
    assertEquals(1, command.status());
    assertTrue(command.err().contains("is it running?"), command.err());
  }

  private ServeProcess serve(String name, String wait) {
    return ServeProcess.start(
        folder.resolve(name),
        Map.of(
            "DATABASE_URL",
            server.url(),
            "OPENAI_API_KEY",
            "sk-test",
            "OPENAI_BASE_URL",
            world.baseUrl(),
            "OPENAI_WEBHOOK_SECRET",
            SimulatorOptions.defaults().webhookSecret(),
            "FRONTDESK_DRAIN_WAIT",
            wait));
  }

  private Future<CallReport> greeted(ServeProcess node, String pause) {
    Promise<Void> spoken = Promise.promise();
    var script = Script.parse("""
        name: test
        from: "+421900000001"
        to: "+15550100001"
        limit: 60s
        steps: [ greeting, { pause: %s }, hang-up ]
        expect: { accepts: 1, greetings: 1 }
        """.formatted(pause));
    var report = world.place(
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

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
