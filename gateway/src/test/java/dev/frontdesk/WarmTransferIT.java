package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warm transfers of whole calls at the carrier: people that ring, answer, take the call or do not; what is written down is true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmTransferIT {
  private static final NodeId NODE = new NodeId("test-node");
  private static final Set<String> OVER =
      Set.of("completed", "busy", "no-answer", "failed", "canceled");
  private static final Duration SOON = Duration.ofMillis(50);

  private final Vertx vertx = Vertx.vertx();
  private volatile URI gateway = URI.create("http://127.0.0.1:1");
  private Carrier carrier;
  private TestGateway desk;
  private WarmWorld world;

  @BeforeAll
  void open() {
    carrier = TestGateway.await(
        Carrier.start(vertx, CarrierOptions.defaults().withPace(0.05).withRoute(this::at)));
    desk = new TestGateway(
        settings -> settings.with(new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)),
        null,
        0);
    gateway = desk.webhook();
    world = new WarmWorld(desk, carrier);
  }

  private URI at(URI url) {
    String scheme = url.getScheme().startsWith("ws") ? "ws" : "http";
    return URI.create(scheme + "://" + gateway.getRawAuthority() + url.getRawPath());
  }

  @AfterAll
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(vertx.close());
  }

  @Test
  void whoTakesTheCallMeetsTheCallerAndNobodyWasAlone() {
    String jana = world.target("jana", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    var caller = world.talking(NODE);
    caller.transferTo("jana");

    assertEquals(
        List.of("taken", "answered", "accepted", "entered", "confirmed"), caller.seen("confirmed"));
    assertEquals("transferred", caller.ended());
    assertEquals(List.of("jana confirmed"), caller.attempts());
    var target = world.leg(jana);
    assertEquals(TwilioCarrier.NUMBER, target.from());
    assertTrue(
        target.said().get(0).startsWith("A caller for you: 4 2 1 9"),
        target.said().toString());
    var met = caller.room(1);
    assertEquals(0, met.aloneMs("caller"));
    var last = met.moments().get(met.moments().size() - 1).hears();
    assertEquals(List.of("target"), last.get("caller"));
    assertEquals(List.of("caller"), last.get("target"));

    caller.hangUp();
    assertEquals("caller", TestGateway.await(caller.report).endedBy());
    TestGateway.eventually(() -> world.leg(jana).status(), OVER::contains);
  }

  @Test
  void aTargetIsAskedInTheLanguageOfItsBusiness() {
    world.language("sk");
    String eva = world.target("eva", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    var caller = world.talking(NODE);
    caller.transferTo("eva");
    caller.seen("confirmed");
    var said = world.leg(eva).said().get(0);
    caller.hangUp();
    world.language("en");

    assertTrue(said.startsWith("Máte hovor: 4 2 1 9"), said);
    assertTrue(said.endsWith("2 alebo nie, ak ho odmietate."), said);
  }

  @ParameterizedTest
  @CsvSource({
    "busy, BUSY, '', 60000, busy, Our busy is on another call",
    "refusing, DECLINES, '', 60000, busy, Our refusing is on another call",
    "away, NO_ANSWER, '', 60000, no-answer, Our away does not answer",
    "machine, VOICEMAIL, '', 60000, voicemail, Our machine does not answer",
    "gone, FAILED, '', 60000, failed, I could not reach Our gone",
    "declining, ANSWERS, 2, 60000, declined, Our declining cannot take your call just now",
    "silent, ANSWERS, '', 60000, declined, Our silent cannot take your call just now",
    "leaving, ANSWERS, '', 250, left, Our leaving cannot take your call just now"
  })
  void whoCannotBeHadLeavesTheCallerWithTheReceptionistWhoSaysWhy(
      String key, Manner manner, String digit, int staysMs, String outcome, String words) {
    var human = Human.of(manner).ringing(SOON).pressing(digit);
    String number = world.target(key, human.staying(Duration.ofMillis(staysMs)));
    var caller = world.talking(NODE);
    caller.transferTo(key);

    caller.seen(outcome);
    caller.hears("I am sorry, " + words + ". May I take a message?");
    assertEquals(List.of(key + " " + outcome), caller.attempts());
    TestGateway.eventually(() -> world.leg(number).status(), OVER::contains);
    assertEquals("in-progress", caller.status());

    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended());
  }

  @Test
  void theNextIsRungWhenTheFirstDoesNotTakeTheCall() {
    world.target("first", Human.of(Manner.ANSWERS).ringing(SOON).pressing("2"));
    world.target("second", Human.of(Manner.BUSY).ringing(SOON));
    world.target("third", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    world.change("first", "next_keys", "'{nobody,second,third}'");
    var caller = world.talking(NODE);
    caller.transferTo("first");

    caller.hears("Our first cannot take your call just now, I am trying to reach Our second.");
    caller.seen("confirmed");
    assertEquals("transferred", caller.ended());
    assertEquals(List.of("first declined", "second busy", "third confirmed"), caller.attempts());
    caller.hangUp();
  }

  @Test
  void whoIsToSeeTheCallersNumberSeesItWhereTheCarrierLendsIt() {
    String shown = world.target("shown", Human.of(Manner.BUSY).ringing(SOON));
    world.change("shown", "warm_shows_caller", "true");
    var caller = world.talking(NODE);
    caller.transferTo("shown");
    caller.seen("busy");
    assertEquals(WarmWorld.CALLER, world.leg(shown).from());
    caller.hangUp();
    caller.ended();
    assertEquals(
        List.of("f"),
        desk.server.ask(
            "SELECT DISTINCT data::text LIKE '%callToken%' FROM call_fact WHERE data::text LIKE '%\"providerCall\"%'"));
  }

  @Test
  void aCallerWhoHangsUpLeavesNobodyRinging() {
    String slow = world.target("slow", Human.of(Manner.NO_ANSWER));
    world.change("slow", "warm_ring_s", "60");
    var caller = world.talking(NODE);
    caller.transferTo("slow");
    caller.seen("taken");
    caller.hangUp();

    assertEquals(List.of("taken", "abandoned"), caller.seen("abandoned"));
    assertEquals("caller-hung-up", caller.ended());
    TestGateway.eventually(() -> world.leg(slow).status(), "canceled"::equals);
  }
}
