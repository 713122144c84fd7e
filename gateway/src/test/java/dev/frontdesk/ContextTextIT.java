package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.TextMessage;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.Brain.Doing;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person who wants it learns by text message who calls and what about, before it rings; who does not is not written to. */
class ContextTextIT {
  private static final NodeId NODE = new NodeId("test-node");
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
  void whoWantsItIsWrittenToOnceWithItsProof() {
    String jana = world.target("jana", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    world.change("jana", "context_text", "true");
    var caller = world.talking(NODE);
    caller.transferTo("jana");
    caller.seen("confirmed");
    caller.hangUp();

    List<TextMessage> sent = TestGateway.await(carrier.messages());
    assertEquals(List.of(jana), sent.stream().map(TextMessage::to).toList());
    assertTrue(
        sent.get(0).body().startsWith("A caller for you: " + WarmWorld.CALLER + "."),
        sent.get(0).body());
    assertEquals(
        List.of(jana),
        desk.server.ask("SELECT recipient FROM text_message WHERE call_id IS NOT NULL"));
    assertEquals(
        List.of("context-text-1 TAKEN"),
        desk.eventually(
            "SELECT effect_id || ' ' || (result ->> 'fate') FROM effect WHERE kind = 'context-text' AND result IS NOT NULL",
            rows -> !rows.isEmpty()));
  }

  @Test
  void whenNobodySumsTheCallUpTheCallersOwnWordsAreTold() {
    String jana = world.target(
        "jana",
        Human.of(Manner.ANSWERS).ringing(SOON).pressing("1").staying(Duration.ofSeconds(1)));
    world.change("jana", "context_text", "true");
    world.thinking(turn -> turn.number() == 2
        ? Doing.ask("transfer_call", "{\"destination\":\"jana\"}")
        : Brain.PLAIN.next(turn));
    var call = carrier.place(CallerPlan.call(
        WarmWorld.CALLER,
        TwilioCarrier.NUMBER,
        Act.heardOut(Duration.ofMillis(300)),
        Act.speak(Duration.ofSeconds(1)),
        Act.silent(Duration.ofHours(1))));

    String words = "It is about: \"What the caller says the 1. time\".";
    TestGateway.eventually(
        () -> TestGateway.await(carrier.messages()).stream()
            .map(TextMessage::body)
            .toList(),
        List.of("A caller for you: " + WarmWorld.CALLER + ". " + words)::equals);
    TestGateway.await(call);
    String whisper = world.leg(jana).said().get(0);
    assertTrue(whisper.contains(words), whisper);
  }

  @Test
  void whatItsTenantWantsMaskedIsNotWrittenToThem() {
    String jana = world.target(
        "jana",
        Human.of(Manner.ANSWERS).ringing(SOON).pressing("1").staying(Duration.ofSeconds(1)));
    world.change("jana", "context_text", "true");
    world.thinking(turn -> turn.number() == 2
        ? Doing.ask(
            "transfer_call",
            "{\"destination\":\"jana\",\"summary\":\"Pays with 4111 1111 1111 1111.\"}")
        : Brain.PLAIN.next(turn));
    var call = carrier.place(CallerPlan.call(
        WarmWorld.CALLER,
        TwilioCarrier.NUMBER,
        Act.heardOut(Duration.ofMillis(300)),
        Act.speak(Duration.ofSeconds(1)),
        Act.silent(Duration.ofHours(1))));

    List<String> sent = TestGateway.eventually(
        () -> TestGateway.await(carrier.messages()).stream()
            .map(TextMessage::body)
            .toList(),
        bodies -> !bodies.isEmpty());
    assertTrue(sent.get(0).contains("Pays with [card …1111]."), sent.get(0));
    TestGateway.await(call);
    String whisper = world.leg(jana).said().get(0);
    assertTrue(whisper.contains("[card …1111]"), whisper);
  }

  @Test
  void whoDoesNotIsNot() {
    world.target("petr", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    var caller = world.talking(NODE);
    caller.transferTo("petr");
    caller.seen("confirmed");
    caller.hangUp();
    assertEquals(List.of(), TestGateway.await(carrier.messages()));
  }

  @Test
  void whoCannotBeWrittenToIsRungAllTheSame() {
    world.target("jana", Human.of(Manner.ANSWERS).ringing(SOON).pressing("1"));
    world.change("jana", "context_text", "true");
    var caller = world.talking(NODE);
    desk.server.run("ALTER TABLE text_message RENAME TO text_message_lost");
    caller.transferTo("jana");
    caller.seen("confirmed");
    caller.hangUp();
    assertEquals(List.of(), TestGateway.await(carrier.messages()));
  }
}
