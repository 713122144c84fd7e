package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CallGiven;
import dev.frontdesk.bus.BusMessage.CallHeld;
import dev.frontdesk.call.Call;
import dev.frontdesk.call.Origin;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node that does not reach the database: alone in that, it drives nothing that others may take; with all the others, its calls go on. */
class CutOffIT {
  private static final String LEASE_OF_OTHER = "SELECT lease_until FROM node WHERE id = 'other'";
  private final int port = FreePorts.range(2);
  private final TestGateway other = TestGateway.clustered("other", port);
  private final Wire wire = new Wire(other.vertx, other.server.running().port());

  @AfterEach
  void close() {
    other.close();
  }

  @Test
  void theCallsOfANodeThatIsCutOffAloneGoToTheOthersAndAreDrivenOnce() {
    try (var node = ChildNode.start(other, wire.port(), port + 1, Duration.ofSeconds(2))) {
      var call = new WatchedCall(other, node.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 5s
          - caller: A message, please.
          - tool: take_message
            with: { caller_name: Jana, message: Call me., confirmed: true }
          - agent: Noted.
          - pause: 16s
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      wire.freeze();
      TestGateway.await(call.attachedAgain.future());
      Instant taken = Instant.now();
      CallReport report = TestGateway.await(call.report);
      wire.thaw();

      assertEquals(List.of(), report.broken());
      assertEquals("{\"status\":\"taken\"}", report.toolCalls().get(0).output());
      assertEquals(List.of("caller-hung-up 2 other"), ended());
      assertEquals(List.of("Call me."), other.server.ask("SELECT body FROM message"));
      String late = "SELECT count(*) FROM call_fact WHERE epoch = 1 AND at > '%s'".formatted(taken);
      assertEquals(List.of("0"), other.server.ask(late));
    }
  }

  @Test
  void whenNoNodeReachesTheDatabaseCallsStayWhereTheyAre() {
    try (var node = ChildNode.start(other, wire.port(), port + 1, GatewaySettings.LEASE)) {
      var call = new WatchedCall(other, node.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 18s
          - caller: A message, please.
          - tool: take_message
            with: { caller_name: Jana, message: Call me., confirmed: true }
          - agent: Noted.
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      other.wire.cut();
      wire.cut();
      CallReport report = TestGateway.await(call.report);
      wire.mend();
      other.wire.mend();

      assertEquals(List.of(), report.broken());
      assertEquals("{\"status\":\"taken\"}", report.toolCalls().get(0).output());
      assertEquals(List.of("caller-hung-up 1 victim"), ended());
      assertEquals(List.of("Call me."), other.server.ask("SELECT body FROM message"));
      assertEquals(1, call.attachments(), "never let go");
    }
  }

  @Test
  void aNodeThatIsCutOffAloneShowsItUntilItIsNotAndIsGivenNoCallMeanwhile() {
    ChildNode reaches =
        ChildNode.start(other, other.server.running().port(), port + 1, GatewaySettings.LEASE);
    try {
      other.eventually("SELECT id FROM node WHERE id = 'victim'", rows -> rows.size() == 1);
      for (int reads = 0; reads < 3; reads++) { // then it has read of the other
        var before = lease();
        other.eventually(LEASE_OF_OTHER, rows -> !rows.equals(before));
      }
      assertEquals(0, cutOff());
      assertFalse(other.gateway.isCutOff());
      other.wire.freeze();
      TestGateway.eventually(this::cutOff, shown -> shown == 1);
      assertTrue(other.gateway.isCutOff());
      TestGateway.eventually(this::leaseAge, age -> age > GatewaySettings.LEASE.toSeconds());
      assertEquals("this node has no lease", given());
      other.wire.thaw();
      TestGateway.eventually(this::cutOff, shown -> shown == 0);
      assertFalse(other.gateway.isCutOff());
      assertEquals("another node has it, or it has ended", given(), "asks the database again");
    } finally {
      reaches.close();
    }
  }

  private List<String> lease() {
    return other.server.ask(LEASE_OF_OTHER);
  }

  private double cutOff() {
    return other.meters.get("frontdesk.cut.off").gauge().value();
  }

  private double leaseAge() {
    return other.meters.get("frontdesk.lease.age.seconds").gauge().value();
  }

  /** A call that nobody has claimed, as a node that drains would give it; returns why it is not taken. */
  private String given() {
    var endpoint = other.settings().defaultEndpoint().orElseThrow();
    var origin = new Origin(
        endpoint.id(),
        endpoint.provider(),
        "rtc_given",
        null,
        null,
        "",
        null,
        Instant.now(),
        Instant.now(),
        Instant.now());
    var call = Call.claimed(new CallId(UUID.randomUUID()), 1);
    var given = new CallGiven(ChildNode.NODE, call, origin, List.of(), Instant.now());
    var refused = assertThrows(
        ReplyException.class,
        () -> TestGateway.await(other.bus.ask(
            Address.CALL_GIVEN.on(new NodeId("other")),
            given,
            CallHeld.class,
            Duration.ofSeconds(2))));
    return String.valueOf(refused.getMessage());
  }

  private void journalled(String words) {
    other.eventually(
        "SELECT body FROM utterance WHERE body LIKE '" + words + "'", rows -> rows.size() == 1);
  }

  private List<String> ended() {
    return other.eventually(
        "SELECT c.outcome || ' ' || k.epoch || ' ' || k.owner FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
        rows -> rows.size() == 1);
  }
}
