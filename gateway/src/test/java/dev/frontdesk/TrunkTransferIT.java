package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.twilio.DoorCounts.End;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warm transfers of calls by SIP trunk: referred to the carrier's SIP domain, they go on there, where people can be asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrunkTransferIT {
  private static final Set<String> OVER =
      Set.of("completed", "busy", "no-answer", "failed", "canceled");
  private static final Duration SOON = Duration.ofMillis(50);

  private final TrunkWorld world = new TrunkWorld();
  private final TestGateway desk = world.desk;
  private final Carrier carrier = world.carrier;

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void whoTakesTheCallHearsWhatItIsAboutAndMeetsTheCaller() {
    String jana = world.target("jana", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    var caller = world.wanting("jana");

    assertEquals(
        List.of("taken", "answered", "accepted", "entered", "confirmed"), caller.seen("confirmed"));
    assertEquals(List.of(), caller.before.broken());
    assertEquals("handed-over", caller.ended(caller.before.callId()));
    assertEquals("transferred", caller.ended(caller.callSid));
    assertEquals(List.of("jana confirmed"), caller.attempts(caller.callSid));
    var target = world.leg(jana);
    assertEquals(TestGateway.NUMBER, target.from());
    String whisper = target.said().get(0);
    assertTrue(whisper.startsWith("A caller for you: 4 2 1 9"), whisper);
    assertTrue(whisper.contains("It is about: twelve rolls."), whisper);
    assertEquals(0, caller.room(1).aloneMs("caller"));

    caller.hangUp();
    assertEquals("caller", caller.endedBy());
  }

  @Test
  void theCallByTrunkIsWrittenDownAsMovedOnceItsCallerHasArrived() {
    world.target("eva", Human.of(Manner.BUSY).ringing(SOON));
    var caller = world.wantingWhileTheTrunkWaits(
        "eva",
        () -> desk.eventually(
            "SELECT target_key FROM transfer_attempt WHERE outcome = 'moved' AND target_key = 'eva'",
            List.of("eva")::equals));

    assertEquals("handed-over", caller.ended(caller.before.callId()));
    assertEquals(List.of("eva moved"), caller.attempts(caller.before.callId()));
    caller.seen("busy");
    assertEquals(List.of("eva busy"), caller.attempts(caller.callSid));
    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended(caller.callSid));
  }

  @ParameterizedTest
  @CsvSource({
    "busy, BUSY, '', 60000, busy, Our busy is on another call",
    "away, NO_ANSWER, '', 60000, no-answer, Our away does not answer",
    "machine, VOICEMAIL, '', 60000, voicemail, Our machine does not answer",
    "gone, FAILED, '', 60000, failed, I could not reach Our gone",
    "declining, ANSWERS, 2, 60000, declined, Our declining cannot take your call just now",
    "leaving, ANSWERS, '', 250, left, Our leaving cannot take your call just now"
  })
  void whoCannotBeHadLeavesTheCallerWithAReceptionistWhoKnowsWhatWasSaid(
      String key, Manner manner, String digit, int staysMs, String outcome, String words) {
    var human = Human.of(manner).ringing(SOON).pressing(digit);
    String number = world.target(key, human.staying(Duration.ofMillis(staysMs)));
    var caller = world.wanting(key);

    caller.seen(outcome);
    caller.hears("I am sorry, " + words + ". May I take a message?");
    assertEquals(List.of(key + " " + outcome), caller.attempts(caller.callSid));
    assertTrue(world.toldToTheModel("I want rolls for " + key + "."));
    TestGateway.eventually(() -> world.leg(number).status(), OVER::contains);
    assertEquals("in-progress", world.leg(caller.uri).status());

    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended(caller.callSid));
  }

  @Test
  void theNextIsRungWhenTheFirstDoesNotTakeTheCall() {
    world.target("first", Human.of(Manner.ANSWERS).ringing(SOON).pressing("2"));
    world.target("second", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    desk.server.run("UPDATE transfer_target SET next_keys = '{second}' WHERE key = 'first'");
    TestGateway.await(desk.directory.refresh());
    var caller = world.wanting("first");

    caller.seen("confirmed");
    assertEquals("transferred", caller.ended(caller.callSid));
    assertEquals(List.of("first declined", "second confirmed"), caller.attempts(caller.callSid));
    caller.hangUp();
  }

  @Test
  void aCallerWhoHangsUpLeavesNobodyRinging() {
    String slow = world.target("slow", Human.of(Manner.NO_ANSWER));
    desk.server.run("UPDATE transfer_target SET warm_ring_s = 60 WHERE key = 'slow'");
    TestGateway.await(desk.directory.refresh());
    var caller = world.wanting("slow");
    caller.seen("taken");
    caller.hangUp();

    assertEquals(List.of("taken", "abandoned"), caller.seen("abandoned"));
    assertEquals("caller-hung-up", caller.ended(caller.callSid));
    TestGateway.eventually(() -> world.leg(slow).status(), "canceled"::equals);
  }

  @Test
  void anAddressIsGoodForOneCall() {
    world.target("once", Human.of(Manner.BUSY).ringing(SOON));
    var caller = world.wanting("once");
    caller.seen("busy");
    long before = desk.gateway.carrierCounts().of(End.MOVE_REFUSED);

    var second = TestGateway.await(carrier.place(CallerPlan.call("+421900000002", caller.uri)));
    assertEquals(List.of(), second.streams());
    assertTrue(OVER.contains(second.status()), second.status());
    assertEquals(before + 1, desk.gateway.carrierCounts().of(End.MOVE_REFUSED));
    assertEquals(
        List.of("move-token-refused"),
        desk.eventually(
            "SELECT reason FROM endpoint_refusal WHERE provider_call_id = '" + second.callSid()
                + "'",
            rows -> rows.size() == 1));
    caller.hangUp();
    caller.ended(caller.callSid);
  }

  @Test
  void anAddressThatWasNeverMadeIsNobodysThoughTheLineHasADefaultNumber() {
    var call =
        CallerPlan.call("+421900000002", "sip:move-" + "0".repeat(48) + "@" + TrunkWorld.DOMAIN);
    var report = TestGateway.await(carrier.place(call));
    assertEquals(List.of(), report.streams());
    assertEquals(
        List.of(),
        desk.server.ask("SELECT id FROM call WHERE provider_call_id = '" + report.callSid() + "'"));
  }
}
