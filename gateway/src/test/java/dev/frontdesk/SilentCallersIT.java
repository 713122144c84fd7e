package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.report.CallReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever never speaks is asked whether they are there, and then said goodbye to: a line is not held for nobody. */
class SilentCallersIT {
  private final Vertx outside = Vertx.vertx();
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withPace(0.05).withRoute(this::routed)));
  private final TestGateway desk = new TestGateway(
      settings -> settings.with(new CarrierSettings(
          Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)),
      null,
      0);

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(outside.close());
  }

  /** By SIP trunk and with the sound through us, at the same time; ten minutes of silence are five seconds here. */
  @Test
  void isAskedAndSaidGoodbyeTo() {
    desk.server.run("""
        UPDATE tenant SET longest_silence_s = 5;
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        """);
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(carrier.number(
        TwilioCarrier.NUMBER, URI.create(TwilioCarrier.PUBLIC + TwilioCarrier.VOICE)));
    door = desk.webhook();

    Future<CallerReport> bridged =
        carrier.place(CallerPlan.call("+421900000002", TwilioCarrier.NUMBER));
    CallReport bySip = desk.place("""
        steps: [ greeting, wait-for-end ]
        expect: { outcome: agent-hung-up, accepts: 1, agent-says: [ "Are you still there?", "end the call now" ] }
        """);
    CallerReport report = TestGateway.await(bridged);

    assertEquals(List.of(), bySip.broken());
    assertEquals("rest", report.endedBy());
    assertTrue(report.streams().get(0).heard().clears().isEmpty(), "heard to the end");
    desk.eventually(
        "SELECT outcome FROM call WHERE ended_at IS NOT NULL",
        List.of("silence", "silence")::equals);
    for (String caller : List.of("+421900000001", "+421900000002")) {
      assertEquals(
          List.of(
              TestGateway.GREETING,
              "Are you still there?",
              "Are you still there?",
              "I cannot hear you, so I will end the call now. Goodbye!"),
          desk.server.ask(
              "SELECT body FROM utterance u JOIN call c ON c.id = u.call_id WHERE c.caller = '"
                  + caller + "' ORDER BY place"));
    }
  }

  private URI routed(URI address) {
    String scheme = address.getScheme().startsWith("ws") ? "ws://" : "http://";
    return URI.create(scheme + door.getRawAuthority() + address.getRawPath());
  }
}
