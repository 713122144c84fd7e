package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People get the call before the receptionist: one after the other, asked first, and the receptionist when nobody takes it. */
class StaffFirstIT {
  private static final Duration SOON = Duration.ofMillis(50);

  private final Vertx vertx = Vertx.vertx();
  private volatile URI gateway = URI.create("http://127.0.0.1:1");
  private Carrier carrier;
  private TestGateway desk;
  private WarmWorld world;

  @BeforeEach
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
    desk.server.run("UPDATE tenant SET staff_first = true WHERE key = 'bakery'");
    TestGateway.await(desk.directory.refresh());
  }

  private URI at(URI url) {
    String scheme = url.getScheme().startsWith("ws") ? "ws" : "http";
    return URI.create(scheme + "://" + gateway.getRawAuthority() + url.getRawPath());
  }

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(vertx.close());
  }

  @Test
  void theFirstWhoTakesTheCallHasTheCaller() {
    String away = world.target("ann", Human.of(Manner.NO_ANSWER), "FALLBACK");
    var staying = Human.of(Manner.ANSWERS).ringing(SOON).staying(Duration.ofSeconds(2));
    String machine = world.target("bob", staying, "FALLBACK");
    String there = world.target("cy", staying.pressing("1"), "FALLBACK");
    var report =
        TestGateway.await(carrier.place(CallerPlan.call(WarmWorld.CALLER, TwilioCarrier.NUMBER)));

    assertEquals("no-answer", world.leg(away).status());
    assertTrue(
        world.leg(machine).said().get(0).startsWith("A caller for you: 4 2 1 9"),
        world.leg(machine).said().toString());
    var bridges = TestGateway.await(carrier.bridges());
    assertEquals(List.of(List.of(report.callSid(), world.leg(there).callSid())), bridges);
    assertEquals(List.of(), report.streams());
  }

  @Test
  void staffIsAskedInTheLanguageOfItsBusiness() {
    world.language("de-AT");
    String there = world.target(
        "cy",
        Human.of(Manner.ANSWERS).ringing(SOON).staying(Duration.ofSeconds(2)).saying("Ja, gerne!"),
        "FALLBACK");
    var report =
        TestGateway.await(carrier.place(CallerPlan.call(WarmWorld.CALLER, TwilioCarrier.NUMBER)));

    var said = world.leg(there).said().get(0);
    assertTrue(said.startsWith("Ein Anruf für Sie: 4 2 1 9"), said);
    assertEquals(
        List.of(List.of(report.callSid(), world.leg(there).callSid())),
        TestGateway.await(carrier.bridges()));
  }

  @Test
  void telephoneSystemsOfStaffLearnWhoCallsWhetherTheyAreAskedOrNot() {
    var told = new CopyOnWriteArrayList<String>();
    TestGateway.await(carrier.sipPeer((from, to, headers, line) -> {
      told.add(to.substring(0, to.indexOf('@')) + " " + headers);
      line.refused(486);
      return () -> {};
    }));
    for (String key : List.of("asked", "blind")) {
      world.target(key, Human.of(Manner.ANSWERS), "FALLBACK");
      world.change(key, "address", "'sip:%s@pbx.example.com;transport=tls'".formatted(key));
    }
    world.change("blind", "warm_ring_s", "NULL");
    var caller = world.talking(new NodeId("test-node"));

    String header = " {X-Frontdesk-Caller=" + WarmWorld.CALLER + "}";
    assertEquals(List.of("sip:asked" + header, "sip:blind" + header), told);
    caller.hangUp();
    caller.ended();
  }

  @Test
  void eachRingsForItsOwnTime() {
    String own = world.target("ann", Human.of(Manner.BUSY).ringing(SOON), "FALLBACK");
    String usual = world.target("bob", Human.of(Manner.BUSY).ringing(SOON), "FALLBACK");
    String asked = world.target("cy", Human.of(Manner.BUSY).ringing(SOON), "FALLBACK");
    world.change("ann", "ring_s", "45");
    world.change("ann", "warm_ring_s", "NULL");
    world.change("bob", "warm_ring_s", "NULL");
    world.change("cy", "warm_ring_s", "25");
    var caller = world.talking(new NodeId("test-node"));

    assertEquals(45, world.leg(own).ringSeconds());
    assertEquals(20, world.leg(usual).ringSeconds());
    assertEquals(25, world.leg(asked).ringSeconds());
    caller.hangUp();
    caller.ended();
  }

  @Test
  void theReceptionistAnswersWhenNobodyTakesTheCall() {
    world.target("ann", Human.of(Manner.BUSY).ringing(SOON), "FALLBACK");
    world.target("bob", Human.of(Manner.ANSWERS).ringing(SOON).pressing("2"), "FALLBACK");
    var caller = world.talking(new NodeId("test-node"));
    caller.hears("How can I help?");
    assertEquals(List.of(), TestGateway.await(carrier.bridges()));
    caller.hangUp();
    assertEquals("caller-hung-up", caller.ended());
  }
}
