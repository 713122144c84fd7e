package dev.frontdesk.launcher.serve;

import static dev.frontdesk.launcher.serve.ServeWorld.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.Frontdesk;
import dev.frontdesk.model.Secret;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Processes as an operator runs them, with a call, and told to leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrainCommandIT {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path folder;

  @SuppressWarnings("NullAway.Init")
  private ServeWorld world;

  @BeforeAll
  void aBusiness() {
    world = new ServeWorld(folder);
  }

  @AfterAll
  void gone() {
    world.close();
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
      assertTrue(leaves.metrics().contains("\nfrontdesk_ready 0.0\n"), "the alert asks for it");
      leaves.signal("TERM");
      assertEquals(143, leaves.awaitExit());
      assertEquals(List.of(), await(report).broken());
    }
  }

  @Test
  void theCommandMovesALiveCallToTheOtherNodeWhereItEndsWell() {
    int one = ServeProcess.freePort();
    int two = ServeProcess.freePort();
    try (var leaves = world.serve("moves", "60s", ServeWorld.clustered(one, two));
        var stays = world.serve("takes", "60s", ServeWorld.clustered(two, one))) {
      var report = world.greeted(leaves, """
          - pause: 30s
          - caller: Are you still there?
          - agent: Yes, I am here.
          - hang-up
          expect: { accepts: 1, greetings: 1, attaches: 2, outcome: caller-hung-up }
          """);
      var command = Frontdesk.run("drain", "--port", Integer.toString(leaves.management()));

      assertEquals(0, command.status(), command::toString);
      assertTrue(command.out().contains("no call is left"), command.out());
      leaves.signal("TERM");
      assertEquals(143, leaves.awaitExit());
      assertFalse(report.isComplete(), "the call outlives its node");
      assertEquals(List.of(), await(report).broken());
      assertEquals(200, stays.ready());
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
  void whoDoesNotKnowTheSecretOrComesThroughAProxyDrainsNothing() throws Exception {
    int own = ServeProcess.freePort();
    var secret = new HashMap<>(ServeWorld.clustered(own, own));
    secret.put("FRONTDESK_CLUSTER_SECRET", Base64.getEncoder().encodeToString(new byte[32]));
    try (var sealed = world.serve("sealed", "60s", secret);
        var open = serve("open", "60s")) {
      var knows =
          new DrainGuard(List.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32]))));
      String token = knows.token("POST", sealed.management());
      assertEquals(403, drain(sealed, "x-frontdesk-drain", "yes"));
      assertEquals(403, drain(sealed, "x-frontdesk-drain", token, "x-forwarded-for", "10.0.0.1"));
      assertEquals(403, drain(open, "accept", "*/*"));
      assertEquals(403, drain(open, "x-frontdesk-drain", "yes", "via", "1.1 proxy"));
      var command = Frontdesk.run("drain", "--port", Integer.toString(sealed.management()));
      assertEquals(1, command.status());
      assertTrue(command.err().contains("FRONTDESK_CLUSTER_SECRET"), command.err());
      assertEquals(200, sealed.ready());
      assertEquals(200, open.ready());

      assertEquals(202, drain(sealed, "x-frontdesk-drain", token));
      assertEquals(503, sealed.ready());
    }
  }

  @Test
  void aNodeThatIsNotThereIsSaidToBe() {
    var command = Frontdesk.run("drain", "--port", Integer.toString(ServeProcess.freePort()));
    assertEquals(1, command.status());
    assertTrue(command.err().contains("is it running?"), command.err());
  }

  private ServeProcess serve(String name, String wait) {
    return world.serve(name, wait, Map.of());
  }

  private Future<CallReport> greeted(ServeProcess node, String pause) {
    return world.greeted(
        node, "- pause: " + pause + "\n- hang-up\nexpect: { accepts: 1, greetings: 1 }\n");
  }

  private static int drain(ServeProcess node, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + node.management() + "/drain"))
        .timeout(Duration.ofSeconds(10))
        .headers(headers)
        .POST(BodyPublishers.noBody())
        .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
