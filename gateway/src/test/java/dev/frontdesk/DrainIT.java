package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that is alone waits for its calls, as long as it is told to. */
class DrainIT {
  private final TestGateway alone = new TestGateway(settings -> settings, null, 0.5, Vertx.vertx());

  @AfterEach
  void close() {
    alone.close();
  }

  @Test
  void aNodeAloneLeavesWhenItsLastCallHasEnded() {
    var placed = talking("2s");
    Future<Integer> left = alone.gateway.drain(Duration.ofSeconds(60));
    assertTrue(alone.gateway.isDraining());
    assertEquals(0, TestGateway.await(left));
    assertEquals(List.of(), TestGateway.await(placed).broken());
    assertEquals(
        List.of("caller-hung-up 1"),
        alone.eventually(
            "SELECT c.outcome || ' ' || k.epoch FROM call c JOIN call_claim k ON k.call_id = c.id "
                + "WHERE c.ended_at IS NOT NULL",
            rows -> rows.size() == 1));
  }

  @Test
  void aNodeAloneWaitsNoLongerThanItMay() {
    var placed = talking("20s");
    assertEquals(1, TestGateway.await(alone.gateway.drain(Duration.ofMillis(300))));
    assertEquals(1, alone.gateway.calls());
    assertFalse(placed.isComplete());
  }

  @Test
  void aNodeWithoutCallsLeavesAtOnce() {
    assertEquals(0, TestGateway.await(alone.gateway.drain(Duration.ofSeconds(60))));
  }

  /** Whoever stops it does not wait in vain for a database that is gone for good. */
  @Test
  void aNodeWithoutCallsLeavesWithoutTheDatabase() {
    alone.wire.cut();
    assertEquals(0, TestGateway.await(alone.gateway.drain(Duration.ofMinutes(10))));
  }

  @Test
  void whoIsAloneTakesCallsAsLongAsItIsThere() {
    var first = talking("4s");
    Future<Integer> left = alone.gateway.drain(Duration.ofSeconds(60));
    assertEquals(
        List.of(),
        alone.place("steps: [ greeting, hang-up ]\nexpect: { accepts: 1 }\n").broken());
    assertEquals(List.of(), TestGateway.await(first).broken());
    assertEquals(0, TestGateway.await(left));
  }

  private Future<CallReport> talking(String pause) {
    var placed = alone.placing(alone.webhook(), """
        limit: 60s
        steps:
        - greeting
        - pause: %s
        - hang-up
        expect: { accepts: 1, greetings: 1 }
        """.formatted(pause));
    TestGateway.eventually(alone.gateway::calls, calls -> calls == 1);
    return placed;
  }
}
