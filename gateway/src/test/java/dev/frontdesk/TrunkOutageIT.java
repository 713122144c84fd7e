package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.line.Act;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers by SIP trunk who arrive at the carrier's line while no voice provider answers there: they are their business's callers all the same. */
class TrunkOutageIT {
  private static final int FOR_LONG = 1_000_000;
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Act[] SPEAKS = {
    Act.told("[beep]"), Act.speak(Duration.ofMillis(400)), Act.told("Thank you")
  };

  private final TrunkWorld world = new TrunkWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoseSessionIsRefusedLeavesAMessage() {
    world.target("away", Human.of(Manner.NO_ANSWER).ringing(SOON));
    TestGateway.await(world.desk.world.refuseModels(503, FOR_LONG));
    leavesAMessage(world.wanting("away", () -> {}, SPEAKS));
  }

  @Test
  void whomTheyWantIsRungWithoutAReceptionistAndThenAMessageIsLeft() {
    String busy = world.target("busy", Human.of(Manner.BUSY).ringing(SOON));
    String away = world.target("away", Human.of(Manner.NO_ANSWER).ringing(SOON));
    world.desk.server.run("UPDATE transfer_target SET next_keys = '{away}' WHERE key = 'busy'");
    TestGateway.await(world.desk.directory.refresh());
    leavesAMessage(world.wanting("busy", this::theBreakerOpens, SPEAKS));
    assertEquals("busy", world.leg(busy).status());
    assertEquals("no-answer", world.leg(away).status());
  }

  private void theBreakerOpens() {
    for (int i = 0; i < 5; i++) {
      var refused = world.desk.place("""
          misbehave: { accept: 401 always }
          steps: [ wait-for-end ]
          expect: { outcome: rejected 503 }
          """);
      assertEquals(List.of(), refused.broken());
    }
  }

  private void leavesAMessage(TrunkWorld.Talk caller) {
    world.desk.eventually(
        """
        SELECT (data ->> 'rung') || ' ' || (data ->> 'outcome') FROM call_fact f JOIN call_claim c ON c.call_id = f.call_id
        WHERE f.kind = 'fallback' AND split_part(c.provider_call_id, '.', 1) = '%s' ORDER BY f.at, f.seq
        """.formatted(caller.callSid), List.of("voicemail tried", "voicemail reached")::equals);
    assertEquals(
        List.of("bakery"),
        world.desk.eventually(
            "SELECT t.key FROM message m JOIN tenant t ON t.id = m.tenant_id",
            found -> found.size() == 1));
  }
}
