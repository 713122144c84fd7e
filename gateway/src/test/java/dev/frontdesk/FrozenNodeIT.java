package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node whose lease ran out drives nothing until the database has fenced the call for it again. */
class FrozenNodeIT {
  private static final Duration LEASE = Duration.ofSeconds(2);

  @Test
  void aCallIsFencedAnewBeforeItGoesOn() {
    try (var desk = new TestGateway(settings -> settings, null, 0.5);
        var node = ChildNode.start(desk, desk.server.running().port(), FreePorts.range(1), LEASE)) {
      var call = new WatchedCall(desk, node.webhook(), """
          limit: 60s
          steps:
          - greeting
          - pause: 12s
          - caller: Still there?
          - agent: Still here.
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.greeted.future());
      desk.eventually("SELECT body FROM utterance", rows -> rows.size() == 1);
      node.freeze();
      // Its own lease has run out, and that which others see has not.
      desk.eventually(
          "SELECT lease_until - interval '1.3 s' < clock_timestamp() FROM node WHERE id = 'victim'",
          List.of("t")::equals);
      node.thaw();

      assertEquals(List.of(), TestGateway.await(call.report).broken());
      assertEquals(
          List.of("caller-hung-up 2 victim"),
          desk.eventually(
              "SELECT c.outcome || ' ' || k.epoch || ' ' || k.owner FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
              rows -> rows.size() == 1));
      assertEquals(0, desk.gateway.callsTakenOver(), "nobody else may take it yet");
    }
  }

  /** What was dialled before the freeze opens after it, when somebody else may drive the call. */
  @Test
  void aSidebandThatOpensOnceTheLeaseHasRunOutIsNotSpokenOn() {
    try (var desk = new TestGateway(settings -> settings, null, 0.5);
        var node = ChildNode.start(desk, desk.server.running().port(), FreePorts.range(1), LEASE)) {
      var call = new WatchedCall(desk, node.webhook(), """
          limit: 60s
          misbehave: [ sideband-404: 1500ms ]
          steps:
          - greeting
          - caller: Are you there?
          - agent: I am.
          - hang-up
          expect: { accepts: 1, greetings: 1 }
          """);
      TestGateway.await(call.misbehaved.future());
      node.freeze();
      desk.eventually(
          "SELECT lease_until - interval '1.3 s' < clock_timestamp() FROM node WHERE id = 'victim'",
          List.of("t")::equals);
      node.thaw();

      var report = TestGateway.await(call.report);
      assertEquals(List.of(), report.broken());
      var attachments = report.trace().attachments();
      assertEquals(
          attachments.size() - 1,
          attachments.stream().filter(each -> each.firstSent() == null).count(),
          attachments::toString);
      assertEquals(
          List.of("caller-hung-up 2 victim"),
          desk.eventually(
              "SELECT c.outcome || ' ' || k.epoch || ' ' || k.owner FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL",
              rows -> rows.size() == 1));
    }
  }
}
