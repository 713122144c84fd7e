package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CommandAsked;
import dev.frontdesk.bus.BusMessage.CommandDone;
import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.rest.RestFault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The voice provider is lost in mid-call, and the carrier does not take our word by REST: the caller does not wait in silence. */
class CarrierDeafIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final String HUMAN = "+15550100019";
  private static final int FOR_LONG = 1_000_000;
  private static final List<String> REACHED = List.of("people tried: mobile", "people reached: ");

  private final Vertx outside = Vertx.vertx();
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withPace(0.05).withRoute(this::routed)));
  private TestGateway desk;

  @BeforeEach
  void open() {
    desk = new TestGateway(
        settings -> settings.with(new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)),
        null,
        0);
    door = desk.webhook();
    desk.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        INSERT INTO transfer_target (tenant_id, agency_id, key, name, address, kind) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'mobile', 'Mobile', '+15550100019',
           'FALLBACK');
        """);
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(carrier.number(
        TwilioCarrier.NUMBER, URI.create(TwilioCarrier.PUBLIC + TwilioCarrier.VOICE)));
    TestGateway.await(
        carrier.human(HUMAN, Human.of(Manner.ANSWERS).staying(Duration.ofMillis(200))));
  }

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(outside.close());
  }

  @Test
  void theStreamEndsSoThatTheCarrierAsksWhatFollows() {
    CallerReport report = lost(RestFault.failing(503, FOR_LONG));

    assertEquals(REACHED, rungs(report.callSid()));
    assertEquals(1, report.streams().size());
    assertTrue(asked("/after/stream-1-1"));
    assertFalse(asked("/after/lost-1"));
    assertEquals(
        List.of("provider-lost"),
        desk.eventually(
            "SELECT outcome FROM call WHERE outcome IS NOT NULL", found -> found.size() == 1));
  }

  @Test
  void aMomentOfDeafnessIsWaitedFor() {
    CallerReport report = lost(RestFault.failing(503, 1));

    assertEquals(REACHED, rungs(report.callSid()));
    assertTrue(asked("/after/lost-1"));
    assertFalse(asked("/after/stream-1-1"));
  }

  @Test
  void aHangUpThatIsNotHeardEndsTheStreamAndWithItTheCall() {
    Future<CallerReport> call = talking();
    TestGateway.await(carrier.misbehave(RestFault.failing(503, FOR_LONG)));
    var id = CallId.of(desk.server.ask("SELECT id FROM call").get(0));
    TestGateway.await(desk.bus.ask(
        Address.COMMAND.on(new NodeId("test-node")),
        new CommandAsked(id, BAKERY, CommandAsked.Kind.HANG_UP, null, null, null),
        CommandDone.class,
        Duration.ofSeconds(5)));

    CallerReport report = TestGateway.await(call);
    assertEquals("twiml", report.endedBy());
    assertTrue(asked("/after/stream-1-1"));
    assertEquals(List.of(), desk.server.ask("SELECT kind FROM call_fact WHERE kind = 'fallback'"));
  }

  private Future<CallerReport> talking() {
    Future<CallerReport> call = carrier.place(CallerPlan.call(
        "+421900000001",
        TwilioCarrier.NUMBER,
        Act.heardOut(Duration.ofMillis(300)),
        Act.speak(Duration.ofSeconds(1))));
    desk.eventually("SELECT body FROM utterance", found -> !found.isEmpty());
    return call;
  }

  /** @return once the call is over */
  private CallerReport lost(RestFault fault) {
    Future<CallerReport> call = talking();
    TestGateway.await(carrier.misbehave(fault));
    TestGateway.await(desk.world.dropModels(1011, FOR_LONG));
    return TestGateway.await(call);
  }

  private boolean asked(String path) {
    return TestGateway.await(carrier.webhooks()).stream()
        .map(Webhook::url)
        .anyMatch(url -> url.endsWith(path));
  }

  private List<String> rungs(String callSid) {
    return desk.eventually("""
        SELECT (f.data ->> 'rung') || ' ' || (f.data ->> 'outcome') || ': ' || (f.data ->> 'detail')
        FROM call_fact f JOIN call_claim c USING (call_id)
        WHERE c.provider_call_id = '%s' AND f.kind = 'fallback' ORDER BY f.seq""".formatted(callSid), found -> found.size() >= 2);
  }

  private URI routed(URI address) {
    return URI.create((address.getPath().startsWith("/twilio/media/") ? "ws://" : "http://")
        + door.getRawAuthority()
        + address.getRawPath());
  }
}
