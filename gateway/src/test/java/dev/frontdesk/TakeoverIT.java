package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.bus.BusMessage.CommandDone.Outcome;
import dev.frontdesk.bus.BusMessage.LegAsked;
import dev.frontdesk.bus.BusMessage.LegSeen;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call outlives its node: another process drives it on, and what had consequences happened once. */
class TakeoverIT {
  private static final NodeId SURVIVOR = new NodeId("survivor");
  private final int port = FreePorts.range(2);
  private final TestGateway survivor = TestGateway.clustered("survivor", port);

  @AfterEach
  void close() {
    survivor.close();
  }

  @Test
  void aCallGoesOnWithinThreeSecondsOfTheDeathOfItsNode() {
    try (var victim = victim(survivor.server.running().port(), GatewaySettings.LEASE)) {
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 9s
          - caller: Are you still there?
          - agent: Yes, I am here.
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      long killed = System.nanoTime();
      victim.kill();
      TestGateway.await(call.attachedAgain.future());
      var took = Duration.ofNanos(System.nanoTime() - killed);

      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertTrue(took.toMillis() < 3_000, "attached again after " + took);
      assertEquals(
          List.of("caller-hung-up 2 survivor"),
          ended("c.outcome || ' ' || k.epoch || ' ' || k.owner"));
      assertEquals(List.of("taken-over", "probed-alive", "resumed", "detached"), notes());
      assertEquals(
          List.of(
              "agent: " + TestGateway.GREETING,
              "caller: Are you still there?",
              "agent: Yes, I am here."),
          survivor.server.ask("SELECT side || ': ' || body FROM utterance ORDER BY place"));
      assertEquals(1, survivor.gateway.callsTakenOver());
      var resumed = survivor.meters.get("frontdesk.takeover.resume").timer();
      assertEquals(1, resumed.count());
      assertTrue(resumed.max(TimeUnit.MILLISECONDS) > 0);
      assertTrue(resumed.max(TimeUnit.MILLISECONDS) < 3_000, "after the fence");
      assertEquals(1, left("gone"), "one node, counted once");
      assertEquals(0, left("silent"));
    }
  }

  @Test
  void whoAsksANodeThatDiesNeedNotWaitForItsAnswer() {
    try (var victim = victim(survivor.server.running().port(), GatewaySettings.LEASE)) {
      victim.freeze(); // it has been asked, and has not answered
      Future<LegSeen> asked = survivor.bus.ask(
          Address.LEG_ASKED.on(ChildNode.NODE),
          new LegAsked(new CallId(UUID.randomUUID())),
          LegSeen.class,
          Duration.ofHours(1));
      victim.kill();

      var failed = assertThrows(ReplyException.class, () -> TestGateway.await(asked));
      assertEquals("node victim is gone", failed.getMessage());
    }
  }

  private double left(String how) {
    return survivor
        .meters
        .get("frontdesk.cluster.changes")
        .tag("change", how)
        .functionCounter()
        .count();
  }

  @Test
  void aCallThatWasAnsweredAndNotWrittenDownYetGoesOn() {
    try (var victim = victim(survivor.server.running().port(), GatewaySettings.LEASE)) {
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 6s
          - caller: Are you still there?
          - agent: Yes, I am here.
          - hang-up
          expect: { accepts: 1, greetings: 1, attaches: 2 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      victim.kill();
      // As if it were all in the spool of the lost node still.
      survivor.server.ask("DELETE FROM call_fact RETURNING seq");
      survivor.server.ask("DELETE FROM utterance RETURNING item");
      survivor.server.ask(
          "UPDATE call_claim SET state = 'offered', offered_at = now() - interval '2 s' RETURNING call_id");

      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(List.of("caller-hung-up"), ended("c.outcome"));
    }
  }

  @Test
  void whatIsSaidWhileNobodyIsAttachedIsInTheTimelineOnceAndInPlace() {
    try (var victim = victim(survivor.server.running().port(), GatewaySettings.LEASE)) {
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          misbehave: [ talks-while-detached ]
          steps:
          - greeting
          - pause: 1s
          - caller: Is anybody there?
          - agent: Of course, how can I help?
          - caller: A message, please.
          - tool: take_message
            with: { caller_name: Jana, message: Call me., confirmed: true }
          - agent: Noted.
          - hang-up
          expect: { accepts: 1, greetings: 1, attaches: 2 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      victim.kill();

      var report = TestGateway.await(call.report);
      assertEquals(List.of(), report.broken());
      assertEquals(1, report.toolCalls().size());
      assertEquals("{\"status\":\"taken\"}", report.toolCalls().get(0).output());
      assertEquals(List.of("caller-hung-up"), ended("c.outcome"));
      assertEquals(
          List.of(
              "agent: " + TestGateway.GREETING,
              "caller: Is anybody there?",
              "agent: Of course, how can I help?",
              "caller: A message, please.",
              "agent: Noted."),
          survivor.server.ask("SELECT side || ': ' || body FROM utterance ORDER BY place"));
      assertEquals(
          List.of("5", "1"),
          survivor.server.ask(
              "SELECT count(*) FROM call_fact WHERE kind IN ('utterance', 'tool.answered')"
                  + " GROUP BY kind ORDER BY 1 DESC"));
      assertEquals(List.of("taken-over", "probed-alive", "resumed", "detached"), notes());
      assertEquals(List.of("Call me."), survivor.server.ask("SELECT body FROM message"));
    }
  }

  @Test
  void aToolThatWasPendingIsFinishedOnce() {
    var wire = new Wire(survivor.vertx, survivor.server.running().port());
    try (var victim = victim(wire.port(), GatewaySettings.LEASE)) {
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 4s
          - caller: A message, please.
          - tool: take_message
            with: { caller_name: Jana, message: Call me., confirmed: true }
          - agent: Noted.
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      wire.freeze(); // the message cannot be written down, so its tool stays pending
      survivor.awaitReplica("take_message");
      victim.kill();

      CallReport report = TestGateway.await(call.report);
      assertEquals(List.of(), report.broken());
      assertEquals(1, report.toolCalls().size());
      assertEquals("{\"status\":\"taken\"}", report.toolCalls().get(0).output());
      assertEquals(List.of("caller-hung-up"), ended("c.outcome"));
      assertEquals(List.of("Call me."), survivor.server.ask("SELECT body FROM message"));
      assertEquals(
          List.of("1"),
          survivor.server.ask("SELECT count(*) FROM call_fact WHERE kind = 'tool.answered'"));
    }
  }

  @Test
  void aCommandIsCarriedOutOnceThoughItsNodeDiesAndItIsAskedForAgain() {
    try (var victim = victim(survivor.server.running().port(), GatewaySettings.LEASE)) {
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          steps:
          - greeting
          - wait-for-end
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      var id = CallId.of(survivor.server.ask("SELECT call_id FROM call_claim").get(0));
      var told = new Whisper(survivor, id, UUID.randomUUID());
      var begun = new Whisper(survivor, id, UUID.randomUUID());
      assertEquals(Outcome.WHISPERED, told.askOnce(ChildNode.NODE));
      survivor.server.run("""
          INSERT INTO effect (call_id, effect_id, epoch, kind, payload)
          VALUES ('%s', 'command-%s', 1, 'command', '{}')
          """.formatted(id, begun.id()));
      survivor.eventually(
          "SELECT result FROM effect WHERE effect_id = 'command-%s'".formatted(told.id()),
          rows -> rows.get(0).contains("WHISPERED"));
      operated(List.of("1 WHISPER"));
      victim.kill();

      assertEquals(Outcome.WHISPERED, told.ask(SURVIVOR));
      assertEquals(Outcome.IN_DOUBT, begun.ask(SURVIVOR));
      assertEquals(Outcome.WHISPERED, new Whisper(survivor, id, UUID.randomUUID()).ask(SURVIVOR));
      survivor.bus.send(Address.COMMAND.on(SURVIVOR), Whisper.hangUp(id));
      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(List.of("operator-hung-up"), ended("c.outcome"));
      operated(List.of("1 WHISPER", "2 WHISPER", "2 HANG_UP"));
    }
  }

  /** What operators did to the call, as it is written down. */
  private void operated(List<String> wanted) {
    survivor.eventually(
        "SELECT epoch || ' ' || (data ->> 'detail') FROM call_fact WHERE data ->> 'code' = 'operator' ORDER BY epoch, seq",
        wanted::equals);
  }

  @Test
  void aNodeThatCameBackFromASplitIsKnownByNameWhenItDies() {
    // Nobody waits for this lease: its end would come long after the test.
    try (var victim = victim(survivor.server.running().port(), Duration.ofMinutes(2))) {
      members(2);
      victim.freeze();
      members(1);
      victim.thaw();
      members(2);
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 4s
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      victim.kill();

      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(
          List.of("caller-hung-up 2 survivor"),
          ended("c.outcome || ' ' || k.epoch || ' ' || k.owner"));
    }
  }

  private void members(int wanted) {
    TestGateway.eventually(
        () -> survivor.meters.get("frontdesk.cluster.members").gauge().value(),
        members -> members == wanted);
  }

  @Test
  void aNodeThatThawsDrivesNothing() {
    try (var victim = victim(survivor.server.running().port(), Duration.ofSeconds(2))) {
      var call = new WatchedCall(survivor, victim.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 16s
          - caller: Are you still there?
          - agent: Yes, I am here.
          - pause: 4s
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      journalled("Good day%");
      victim.freeze();
      TestGateway.await(call.attachedAgain.future());
      Instant thawed = Instant.now();
      victim.thaw();

      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(
          List.of("caller-hung-up 2 survivor"),
          ended("c.outcome || ' ' || k.epoch || ' ' || k.owner"));
      assertEquals(
          List.of("0"),
          survivor.server.ask(
              "SELECT count(*) FROM call_fact WHERE epoch = 1 AND at > '%s'".formatted(thawed)));
      assertEquals(
          List.of("1"),
          survivor.server.ask("SELECT count(*) FROM call_fact WHERE kind = 'call.ended'"));
    }
  }

  private ChildNode victim(int database, Duration lease) {
    return ChildNode.start(survivor, database, port + 1, lease);
  }

  private void journalled(String words) {
    survivor.eventually(
        "SELECT body FROM utterance WHERE body LIKE '" + words + "'", rows -> rows.size() == 1);
  }

  private List<String> ended(String columns) {
    return survivor.eventually(
        "SELECT " + columns
            + " FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
        rows -> rows.size() == 1);
  }

  private List<String> notes() {
    return survivor.server.ask(
        "SELECT data ->> 'code' FROM call_fact WHERE kind = 'note' ORDER BY epoch, seq");
  }

  /** Tells the receptionist something, at most once under one id. */
  private record Whisper(TestGateway asker, CallId call, UUID id) {
    private static final TenantId TENANT = TenantId.of("00000000-0000-0000-0000-0000000000b1");

    /** Asks until somebody drives the call. */
    Outcome ask(NodeId node) {
      return TestGateway.eventually(() -> askOnce(node), what -> what != Outcome.UNKNOWN);
    }

    Outcome askOnce(NodeId node) {
      var asked =
          new CommandAsked(call, TENANT, CommandAsked.Kind.WHISPER, null, "They are regulars.", id);
      return TestGateway.await(asker.bus.ask(
              Address.COMMAND.on(node), asked, CommandDone.class, Duration.ofSeconds(20)))
          .outcome();
    }

    static CommandAsked hangUp(CallId call) {
      return new CommandAsked(call, TENANT, CommandAsked.Kind.HANG_UP, null, null, null);
    }
  }
}
