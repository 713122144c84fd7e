package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.HumanListener;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.rest.RestFault;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.Brain.Doing;
import dev.frontdesk.simulator.model.ModelOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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

  @AfterEach
  void mend() {
    TestGateway.await(carrier.misbehave(RestFault.NONE));
    world.thinking(Brain.PLAIN);
    world.language("en");
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

  @ParameterizedTest
  @CsvSource({
    "agreed, en, Yes please., confirmed",
    "agreedinslovak, sk, Áno., confirmed",
    "refusedit, en, 'No, thank you.', declined",
    "refuseditinslovak, sk, 'Nie, ďakujem.', declined"
  })
  void aWordTakesTheCallOrDeclinesItInTheLanguageOfTheBusiness(
      String key, String locale, String words, String outcome) {
    world.language(locale);
    String number = world.target(key, Human.of(Manner.ANSWERS).ringing(SOON).saying(words));
    var caller = world.talking(NODE);
    caller.transferTo(key);

    caller.seen(outcome);
    assertEquals(List.of(key + " " + outcome), caller.attempts());
    String told =
        String.valueOf(world.leg(number).webhooks("action").get(0).form().get("SpeechResult"));
    assertEquals(words, told);
    caller.hangUp();
    caller.ended();
  }

  @Test
  void aCarrierThatRefusesToRingLeavesTheCallerWithTheReceptionist() {
    world.target("forbidden", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    var caller = world.talking(NODE);
    TestGateway.await(carrier.misbehave(RestFault.failing(400, 1)));
    caller.transferTo("forbidden");

    assertEquals(List.of("refused"), caller.seen("refused"));
    caller.hears("I am sorry, I could not reach Our forbidden. May I take a message?");
    assertEquals(List.of("forbidden refused"), caller.attempts());
    assertEquals("in-progress", caller.status());
    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended());
  }

  @Test
  void aCallerWhoseTargetLeftTheRoomFirstIsFetchedBackToTheReceptionist() {
    var slowly = RestFault.late(Duration.ofMillis(500));
    String leaver = world.target(
        "fickle",
        Human.of(Manner.ANSWERS)
            .ringing(SOON)
            .pressing("1")
            .leavingTheRoom()
            .watchedBy(onKey(() -> carrier.misbehave(slowly))));
    var caller = world.talking(NODE, there -> there.stream(2).compose(withUs -> there.hangUp()));
    caller.transferTo("fickle");

    assertEquals(List.of("taken", "answered", "accepted", "entered", "left"), caller.seen("left"));
    caller.hears("I am sorry, Our fickle cannot take your call just now. May I take a message?");
    assertEquals(List.of("fickle left"), caller.attempts());
    assertEquals("completed", world.leg(leaver).status());
    assertEquals(
        List.of("caller", "target"),
        TestGateway.eventually(
            () -> caller.told("participant-leave").stream().sorted().toList(),
            left -> left.size() == 2));
    assertEquals("in-progress", caller.status());

    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended());
    assertEquals(2, TestGateway.await(caller.report).streams().size());
  }

  @Test
  void whenTheTargetHangsUpFirstTheCallIsOverForBoth() {
    String jan = world.target("jan", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    var caller = world.talking(NODE);
    caller.transferTo("jan");
    caller.seen("confirmed");
    assertEquals("transferred", caller.ended());

    TestGateway.await(carrier.hangUp(jan));
    var report = TestGateway.await(caller.report);
    assertEquals("completed", report.status());
    assertEquals(1, report.streams().size());
    assertEquals("participant-with-end-conference-on-exit-left", caller.room(1).ended());
    TestGateway.eventually(
        () -> caller.told("participant-leave").stream().sorted().toList(),
        List.of("caller", "target")::equals);
    assertEquals(List.of("jan confirmed"), caller.attempts());
    assertEquals("confirmed", caller.seen("confirmed").get(4));
  }

  @Test
  void aCallerWhomTheCarrierNeverBringsToTheRoomStaysWithTheReceptionist() {
    var promisedOnly = RestFault.failing(200, 1);
    String waiting = world.target(
        "patient",
        Human.of(Manner.ANSWERS)
            .ringing(SOON)
            .pressing("1")
            .watchedBy(onKey(() -> carrier.misbehave(promisedOnly))));
    var caller = world.talking(NODE, there -> there.stream(2).compose(withUs -> there.hangUp()));
    caller.transferTo("patient");

    assertEquals(
        List.of("taken", "answered", "accepted", "entered", "silent"), caller.seen("silent"));
    caller.hears("I am sorry, I could not reach Our patient. May I take a message?");
    assertEquals(List.of("patient silent"), caller.attempts());
    TestGateway.eventually(() -> world.leg(waiting).status(), OVER::contains);
    assertEquals("in-progress", caller.status());
    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended());
    assertEquals(2, TestGateway.await(caller.report).streams().size());
  }

  @Test
  void aStreamThatIsLostWhileATransferIsUnderWayIsFollowedByItsTarget() {
    String jo =
        world.target("jo", Human.of(Manner.ANSWERS).ringing(SOON).staying(Duration.ofMillis(300)));
    world.change("jo", "warm_ring_s", "NULL");
    world.change("jo", "ring_s", "12");
    TestGateway.await(desk.world.model(ModelOptions.defaults())); // which announces for seconds
    var caller = world.talking(NODE, Act.dropStream());
    caller.transferTo("jo");
    caller.hangUp();

    var report = TestGateway.await(caller.report);
    assertEquals(
        List.of(List.of(caller.callSid, world.leg(jo).callSid())),
        TestGateway.await(carrier.bridges()).stream()
            .filter(pair -> pair.contains(caller.callSid))
            .toList());
    assertEquals(12, world.leg(jo).ringSeconds());
    assertEquals("twiml", report.endedBy());
    assertEquals(1, report.streams().size());
    assertEquals("handed-over", caller.ended());
    assertEquals(List.of("jo handed-over"), caller.attempts());
  }

  @ParameterizedTest
  @CsvSource({"own, 12, 12", "usual, NULL, 30"})
  void whoGetsACallerBlindRingsForTheirOwnTime(String key, String ringSeconds, int given) {
    String number = world.target(key, Human.of(Manner.BUSY).ringing(SOON));
    world.change(key, "warm_ring_s", "NULL");
    world.change(key, "ring_s", ringSeconds);
    var caller = world.talking(NODE);
    caller.transferTo(key);

    TestGateway.eventually(
        () -> TestGateway.await(carrier.calls()).stream()
            .filter(leg -> leg.to().equals(number))
            .map(CallerReport::ringSeconds)
            .toList(),
        List.of(given)::equals);
    caller.hangUp();
    caller.ended();
  }

  private static HumanListener onKey(Runnable then) {
    return new HumanListener() {
      @Override
      public void pressed(String keys) {
        then.run();
      }
    };
  }

  @Test
  void aTelephoneSystemThatGetsACallerBlindLearnsWhoCallsAndWhatAbout() {
    Promise<String> dialled = Promise.promise();
    Promise<Map<String, String>> told = Promise.promise();
    TestGateway.await(carrier.sipPeer((from, to, headers, line) -> {
      dialled.complete(to.substring(0, to.indexOf('?')));
      told.complete(headers);
      line.refused(486);
      return () -> {};
    }));
    world.target("pbx", Human.of(Manner.ANSWERS));
    String desk = "sip:desk@pbx.example.com;transport=tls;secure=true;region=ie1";
    world.change("pbx", "address", "'" + desk + "'");
    world.change("pbx", "warm_ring_s", "NULL");
    world.thinking(turn -> turn.number() == 2
        ? Doing.ask("transfer_call", "{\"destination\":\"pbx\",\"summary\":\"twelve rolls\"}")
        : Brain.PLAIN.next(turn));
    var call = carrier.place(CallerPlan.call(
        WarmWorld.CALLER,
        TwilioCarrier.NUMBER,
        Act.heardOut(Duration.ofMillis(300)),
        Act.speak(Duration.ofSeconds(1)),
        Act.stream(2),
        Act.hangUp()));

    assertEquals(desk, TestGateway.await(dialled.future()));
    assertEquals(
        Map.of("X-Frontdesk-Caller", WarmWorld.CALLER, "X-Frontdesk-About", "twelve rolls"),
        TestGateway.await(told.future()));
    assertEquals(2, TestGateway.await(call).streams().size());
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
