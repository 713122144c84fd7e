package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.simulator.report.CallListener;
import dev.frontdesk.simulator.script.Script;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who still hears ringing when a node dies or leaves is answered all the same, once, and the call ends at another node. */
class RingingCallsIT {
  private static final String OFFERED = "accept: 429 once"; // to be asked again in a second
  private static final String ACCEPT_UNDER_WAY = "slow-rest: 2s";

  private final int port = FreePorts.range(2);
  private final TestGateway other = TestGateway.clustered("other", port);

  @AfterEach
  void close() {
    other.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {OFFERED, ACCEPT_UNDER_WAY})
  void aCallThatRingsWhenItsNodeIsKilledIsAnsweredByAnother(String misbehaviour) {
    answeredAlthough(misbehaviour, ChildNode::kill);
    assertEquals(0, other.gateway.callsTakenOver(), "it was offered again, not taken over");
  }

  @ParameterizedTest
  @ValueSource(strings = {OFFERED, ACCEPT_UNDER_WAY})
  void aCallThatRingsWhenItsNodeLeavesGoesToAnother(String misbehaviour) {
    answeredAlthough(misbehaviour, ChildNode::terminate);
  }

  private void answeredAlthough(String misbehaviour, Consumer<ChildNode> lost) {
    try (var node =
        ChildNode.start(other, other.server.running().port(), port + 1, GatewaySettings.LEASE)) {
      var script = Script.parse("""
          name: test
          from: "+421900000001"
          to: "%s"
          limit: 90s
          misbehave: { %s }
          steps:
          - greeting
          - pause: 12s
          - caller: Are you still there?
          - agent: Yes, I am here.
          - hang-up
          expect: { outcome: caller-hung-up, greetings: 1 }
          """.formatted(TestGateway.NUMBER, misbehaviour));
      var report = other.world.place(script, node.webhook(), new CallListener() {
        private boolean told;

        @Override
        public void misbehaved(String what) {
          if (!told) {
            told = true;
            other.vertx.executeBlocking(() -> {
              lost.accept(node);
              return null;
            });
          }
        }
      });
      node.awaitExit();
      assertEquals(List.of(), TestGateway.await(report).broken());
      assertEquals(
          List.of("caller-hung-up 2 other"), other.eventually("""
              SELECT c.outcome || ' ' || k.epoch || ' ' || k.owner
              FROM call c JOIN call_claim k ON k.call_id = c.id WHERE c.ended_at IS NOT NULL
              """, rows -> rows.size() == 1));
      assertEquals(
          List.of("1"),
          other.server.ask("SELECT count(*) FROM call_fact WHERE kind = 'call.answered'"));
    }
  }
}
