package dev.frontdesk.launcher.serve;

import static dev.frontdesk.launcher.serve.ServeWorld.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.launcher.Frontdesk;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
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
    return world.serve(name, wait, Map.of());
  }

  private Future<CallReport> greeted(ServeProcess node, String pause) {
    return world.greeted(
        node, "- pause: " + pause + "\n- hang-up\nexpect: { accepts: 1, greetings: 1 }\n");
  }
}
