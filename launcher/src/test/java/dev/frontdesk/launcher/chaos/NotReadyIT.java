package dev.frontdesk.launcher.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.launcher.terminal.UntilStopped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Whoever sends calls to nodes that are ready sends none to a node whose calls others take. */
class NotReadyIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");
  private static final int READY = 200;
  private static final int NOT_READY = 503;

  @Test
  void aNodeThatAloneDoesNotReachTheDatabaseIsNotReadyUntilItDoes() {
    int status = UntilStopped.during(stops -> {
      var world = new World(stops, Site.LOOPBACK, null, 2, 1, 1, JVM);
      ChaosNode other = world.nodes.get(0);
      ChaosNode cutOff = world.nodes.get(1); // the last to start has read of the other
      assertEquals(List.of(READY, READY), List.of(health(other), health(cutOff)));

      world.cables.get(1).cut();
      becomes(NOT_READY, cutOff);
      assertEquals(READY, health(other));
      world.cables.get(1).mend();
      becomes(READY, cutOff);
      assertEquals(READY, health(other));
      return 0;
    });
    assertEquals(0, status);
  }

  private static void becomes(int wanted, ChaosNode node) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (health(node) != wanted) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still not " + wanted);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)); // both nodes need the processor
    }
  }

  private static int health(ChaosNode node) {
    var request =
        HttpRequest.newBuilder(node.health()).timeout(Duration.ofSeconds(10)).build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError(
          node.name() + (node.alive() ? " runs" : " has ended") + node.lastWords(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
