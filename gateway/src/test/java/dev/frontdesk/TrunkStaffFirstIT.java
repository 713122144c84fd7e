package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls by SIP trunk get people before the receptionist: asked where there is a line for that, else by REFER, one after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrunkStaffFirstIT {
  private static final Duration SOON = Duration.ofMillis(50);

  private final TrunkWorld world = new TrunkWorld();
  private final TestGateway desk = world.desk;

  @BeforeAll
  void staffFirst() {
    desk.server.run("UPDATE tenant SET staff_first = true WHERE key = 'bakery'");
  }

  @AfterEach
  void nobodyIsThere() {
    desk.server.run("UPDATE transfer_target SET kind = 'PERSON'");
  }

  @AfterAll
  void close() {
    world.close();
  }

  /** @return their number */
  private String staff(String key, Human human, boolean asked) {
    String number = world.target(key, human);
    desk.server.run("UPDATE transfer_target SET kind = 'FALLBACK'"
        + (asked ? "" : ", warm_ring_s = NULL") + " WHERE key = '" + key + "'");
    TestGateway.await(desk.directory.refresh());
    return number;
  }

  private String decision(String providerCall) {
    return desk.eventually(
            "SELECT decision || ' ' || outcome FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '"
                + providerCall + "'",
            rows -> rows.size() == 1)
        .get(0);
  }

  @Test
  void staffThatIsAskedAndTakesTheCallHasTheCaller() {
    String ann = staff("ann", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"), true);
    var caller = world.givenToStaff();

    caller.seen("confirmed");
    assertEquals(List.of(), caller.before.broken());
    assertEquals("forward handed-over", decision(caller.before.callId()));
    assertEquals(List.of("ann moved"), caller.attempts(caller.before.callId()));
    assertEquals("transferred", caller.ended(caller.callSid));
    assertEquals(List.of("ann confirmed"), caller.attempts(caller.callSid));
    assertEquals("in-progress", world.leg(ann).status());
    caller.hangUp();
  }

  @Test
  void whomNobodyTakesThatIsAskedTheReceptionistHasOnTheSameLine() {
    staff("bob", Human.of(Manner.NO_ANSWER), true);
    staff("cy", Human.of(Manner.BUSY).ringing(SOON), true);
    var caller = world.givenToStaff();

    caller.seen("busy");
    caller.hears("I am sorry, Our cy is on another call. May I take a message?");
    assertEquals(List.of("bob moved"), caller.attempts(caller.before.callId()));
    assertEquals(List.of("bob no-answer", "cy busy"), caller.attempts(caller.callSid));
    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended(caller.callSid));
  }

  @Test
  void staffThatIsNotAskedHasTheCallerOnceTheReferMovesThem() {
    staff("dan", Human.of(Manner.ANSWERS), false);
    var report = desk.place("""
        steps:
        - announcement
        - refer: accepted-and-moved
        - wait-for-end
        expect: { outcome: transferred, agent-says: [ connecting you to Our dan ] }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals("forward handed-over", decision(report.callId()));
    assertEquals(List.of("dan handed-over"), attempts(report.callId()));
  }

  @Test
  void whomTheCarrierDoesNotReferTheReceptionistGreetsAsAnyOther() {
    staff("eve", Human.of(Manner.ANSWERS), false);
    staff("fay", Human.of(Manner.ANSWERS), false);
    var report = desk.place("""
        steps:
        - announcement
        - refer: 403
        - refer: 403
        - announcement
        - caller: I want rolls.
        - agent: How many?
        - hang-up
        expect: { outcome: caller-hung-up, agent-says: [ "this is Bakery Novak", "You are speaking with an AI assistant" ] }
        """);
    assertEquals(List.of(), report.broken());
    assertEquals("forward caller-hung-up", decision(report.callId()));
    assertEquals(List.of("eve refused", "fay refused"), attempts(report.callId()));
  }

  private List<String> attempts(String providerCall) {
    return desk.server.ask(
        "SELECT t.target_key || ' ' || t.outcome FROM transfer_attempt t JOIN call c ON c.id = t.call_id"
            + " WHERE c.provider_call_id = '" + providerCall + "' ORDER BY t.attempt");
  }
}
