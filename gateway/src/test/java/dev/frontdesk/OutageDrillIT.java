package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.ModelOptions;
import dev.frontdesk.store.EndpointStore.Kind;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The voice provider is down: callers reach a human all the same, or leave a message, and all is as before once it is back. */
class OutageDrillIT {
  private static final String SOUTH = "00000000-0000-0000-0000-00000000000c";
  private static final String SOUTHS_NUMBER = "+15550100003";
  private static final String HUMAN = "+15550100019";
  private static final int FOR_LONG = 1_000_000;
  private static final List<String> REACHED = List.of("people tried: mobile", "people reached: ");
  private static final Act GREETED = Act.heardOut(Duration.ofMillis(300));

  private final SecretVault vault =
      SecretVault.of(Secret.of(base64("0123456789abcdef0123456789abcdef")));
  private final Vertx outside = Vertx.vertx();
  private final Simulator other =
      TestGateway.await(Simulator.start(outside, SimulatorOptions.defaults()));
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withPace(0.05).withRoute(this::routed)));
  private TestGateway desk;

  @BeforeEach
  void open() {
    desk = new TestGateway(
        settings -> settings.with(new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)),
        vault,
        0);
    door = desk.webhook();
    desk.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
        INSERT INTO transfer_target (tenant_id, agency_id, key, name, address, kind, ring_s) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', 'mobile', 'Mobile', '+15550100019',
           'FALLBACK', 25);
        INSERT INTO agency (id, name) VALUES ('%1$s', 'South');
        INSERT INTO tenant (id, agency_id, key, name) VALUES ('00000000-0000-0000-0000-0000000000d1', '%1$s', 'dentist', 'Dentist');
        INSERT INTO profile_version (tenant_id, agency_id, version, state, greeting) VALUES
          ('00000000-0000-0000-0000-0000000000d1', '%1$s', 1, 'published', 'Dentist, good day.');
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100003', '00000000-0000-0000-0000-0000000000d1', '%1$s', '00000000-0000-0000-0000-000000000002');
        """.formatted(SOUTH));
    TestGateway.await(desk.directory.refresh());
    URI voice = URI.create(TwilioCarrier.PUBLIC + TwilioCarrier.VOICE);
    TestGateway.await(carrier.number(TwilioCarrier.NUMBER, voice));
    TestGateway.await(carrier.number(SOUTHS_NUMBER, voice));
    TestGateway.await(
        carrier.human(HUMAN, Human.of(Manner.ANSWERS).staying(Duration.ofMillis(200))));
  }

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(other.close());
    TestGateway.await(outside.close());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 429, 401})
  void aCallerReachesAHumanWhileTheProviderRefuses(int status) {
    TestGateway.await(desk.world.refuseModels(status, FOR_LONG));
    CallerReport report = TestGateway.await(call(TwilioCarrier.NUMBER));

    assertEquals(REACHED, rungs(report.callSid(), 2));
    assertEquals(1, TestGateway.await(carrier.bridges()).size());
    assertEquals(
        List.of(25),
        TestGateway.await(carrier.calls()).stream()
            .filter(leg -> leg.to().equals(HUMAN))
            .map(CallerReport::ringSeconds)
            .toList());
    assertEquals(
        List.of("provider-lost"),
        desk.eventually(
            "SELECT outcome FROM call WHERE provider_call_id = '" + report.callSid()
                + "' AND outcome IS NOT NULL",
            found -> found.size() == 1));
    assertTrue(
        notes(report.callSid()).contains("HTTP " + status), notes(report.callSid())::toString);
  }

  @Test
  void aTelephoneSystemThatCatchesTheCallerLearnsWhoCalls() {
    Promise<Map<String, String>> told = Promise.promise();
    TestGateway.await(carrier.sipPeer((from, to, headers, line) -> {
      told.complete(headers);
      line.refused(486);
      return () -> {};
    }));
    desk.server.run(
        "UPDATE transfer_target SET address = 'sip:desk@pbx.example.com;transport=tls' WHERE key = 'mobile'");
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(desk.world.refuseModels(503, FOR_LONG));
    TestGateway.await(call(TwilioCarrier.NUMBER));
    assertEquals(Map.of("X-Frontdesk-Caller", "+421900000001"), TestGateway.await(told.future()));
  }

  @Test
  void theBreakerOpensIsTriedAgainAndCloses() {
    TestGateway.await(desk.world.refuseModels(503, FOR_LONG));
    TestGateway.await(call(TwilioCarrier.NUMBER));
    TestGateway.await(call(TwilioCarrier.NUMBER));
    assertEquals("{\"status\":\"up\",\"providers\":{\"halfOpen\":0,\"open\":1}}", health());
    assertEquals(1, desk.meters.get("frontdesk.provider.open").gauge().value());

    CallerReport atOnce = TestGateway.await(call(TwilioCarrier.NUMBER));
    assertEquals(List.of(), atOnce.streams());
    assertEquals(REACHED, rungs(atOnce.callSid(), 2));
    assertEquals(
        List.of("not-accepted"),
        desk.eventually(
            "SELECT outcome FROM call WHERE provider_call_id = '" + atOnce.callSid()
                + "' AND array_to_string(reasons, ' ') LIKE '%provider-down%'",
            found -> found.size() == 1));

    TestGateway.await(desk.world.refuseModels(503, 0));
    CallerReport normal = TestGateway.eventually(
        () -> TestGateway.await(call(TwilioCarrier.NUMBER, GREETED, Act.hangUp())),
        report -> !report.streams().isEmpty());
    assertEquals("caller", normal.endedBy());
    assertEquals(List.of(), rungsNow(normal.callSid()));
    assertEquals("{\"status\":\"up\",\"providers\":{\"halfOpen\":0,\"open\":0}}", health());
  }

  /** It takes calls as ever: without a look at what becomes of them, each caller would be greeted by silence. */
  @Test
  void aProviderThatOnlyFailsToAnswerIsNotAskedForAWhileEither() {
    TestGateway.await(desk.world.model(
        ModelOptions.defaults().with(turn -> Brain.Doing.fail("insufficient_quota"))));
    for (int i = 0; i < 3; i++) {
      CallerReport silent = TestGateway.await(call(TwilioCarrier.NUMBER));
      assertEquals(1, silent.streams().size());
      assertEquals(REACHED, rungs(silent.callSid(), 2));
      assertEquals(
          List.of("provider-stalled"),
          desk.eventually(
              "SELECT outcome FROM call WHERE ended_at - answered_at < interval '8 s' AND provider_call_id = '"
                  + silent.callSid() + "'",
              found -> found.size() == 1));
      assertEquals(
          List.of("insufficient_quota: The model failed.", "insufficient_quota: The model failed."),
          notes(silent.callSid()));
    }
    assertEquals("{\"status\":\"up\",\"providers\":{\"halfOpen\":0,\"open\":1}}", health());

    CallerReport atOnce = TestGateway.await(call(TwilioCarrier.NUMBER));
    assertEquals(List.of(), atOnce.streams());
    assertEquals(REACHED, rungs(atOnce.callSid(), 2));

    TestGateway.await(desk.world.model(ModelOptions.defaults()));
    CallerReport normal = TestGateway.eventually(
        () -> TestGateway.await(call(TwilioCarrier.NUMBER, GREETED, Act.hangUp())),
        report -> !report.streams().isEmpty());
    assertEquals("caller", normal.endedBy());
    assertEquals("{\"status\":\"up\",\"providers\":{\"halfOpen\":0,\"open\":0}}", health());
  }

  @Test
  void anAnswerThatFailsOnceIsAskedForAgainAndTheCallGoesOn() {
    TestGateway.await(desk.world.model(ModelOptions.defaults()
        .with(turn ->
            turn.number() == 1 ? Brain.Doing.fail("server_error") : Brain.PLAIN.next(turn))));
    CallerReport report = TestGateway.await(call(TwilioCarrier.NUMBER, GREETED, Act.hangUp()));
    assertEquals("caller", report.endedBy());
    assertEquals(
        List.of(TestGateway.GREETING),
        desk.eventually("SELECT body FROM utterance", found -> found.size() == 1));
    assertEquals(List.of(), rungsNow(report.callSid()));
  }

  @Test
  void aCallerWhoWasTalkingReachesAHumanToo() {
    Future<CallerReport> call =
        call(TwilioCarrier.NUMBER, GREETED, Act.speak(Duration.ofSeconds(1)));
    desk.eventually("SELECT body FROM utterance", found -> !found.isEmpty());
    TestGateway.await(desk.world.dropModels(1011, FOR_LONG));

    CallerReport report = TestGateway.await(call);
    assertEquals(1, report.streams().size());
    assertEquals(REACHED, rungs(report.callSid(), 2));
  }

  @Test
  void anotherEndpointOfTheTenantTakesOver() {
    southern("http://127.0.0.1:1/v1");
    southern("http://127.0.0.1:1/v1");
    desk.server.run("""
        UPDATE endpoint SET base_url = '%s' WHERE id = (SELECT id FROM endpoint WHERE agency_id = '%s' ORDER BY id DESC LIMIT 1)
        """.formatted(other.baseUrl(), SOUTH));
    TestGateway.await(desk.directory.refresh());

    CallerReport report = TestGateway.await(call(SOUTHS_NUMBER, GREETED, Act.hangUp()));
    assertEquals("caller", report.endedBy());
    assertEquals(1, TestGateway.await(other.modelSessions()).size());
    assertEquals(List.of(), rungsNow(report.callSid()));
    assertEquals(
        1,
        TestGateway.eventually(() -> notes(report.callSid()), found -> !found.isEmpty())
            .size());
  }

  @Test
  void tenantsOnAnotherEndpointAreUnharmed() {
    southern(other.baseUrl());
    TestGateway.await(desk.world.refuseModels(503, FOR_LONG));
    TestGateway.await(call(TwilioCarrier.NUMBER));
    TestGateway.await(call(TwilioCarrier.NUMBER));

    CallerReport report = TestGateway.await(call(SOUTHS_NUMBER, GREETED, Act.hangUp()));
    assertEquals("caller", report.endedBy());
    assertEquals(1, report.streams().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BUSY", "DECLINES", "NO_ANSWER", "FAILED"})
  void whoReachesNobodyLeavesAMessage(String manner) {
    TestGateway.await(carrier.human(HUMAN, Human.of(Manner.valueOf(manner))));
    TestGateway.await(desk.world.refuseModels(503, FOR_LONG));
    CallerReport report = TestGateway.await(call(
        TwilioCarrier.NUMBER,
        Act.told("[beep]"),
        Act.speak(Duration.ofMillis(400)),
        Act.told("Thank you")));

    String outcome =
        manner.equals("FAILED") ? "failed" : manner.equals("NO_ANSWER") ? "no-answer" : "busy";
    assertEquals(
        List.of(
            "people tried: mobile",
            "people " + outcome + ": ",
            "voicemail tried: ",
            "voicemail reached: 1 s"),
        rungs(report.callSid(), 4));
    assertEquals(
        List.of("+421900000001 Voice message of 1 s."),
        desk.eventually(
            "SELECT from_number || ' ' || body FROM message", found -> found.size() == 1));
    assertEquals(List.of("message.taken"), desk.server.ask("SELECT kind FROM outbox"));
  }

  /** The provider has the only leg of a call by SIP: a trunk that hears 503 at once goes where it goes in a disaster. */
  @Test
  void aTrunkIsSentElsewhereAtOnce() {
    for (int i = 0; i < 5; i++) {
      var refused = desk.place("""
          misbehave: { accept: 401 always }
          steps: [ wait-for-end ]
          expect: { outcome: rejected 503 }
          """);
      assertEquals(List.of(), refused.broken());
    }
    var atOnce = desk.place("""
        steps: [ wait-for-end ]
        expect: { outcome: rejected 503, accepts: 0 }
        """);
    assertEquals(List.of(), atOnce.broken());
    assertEquals(
        List.of("provider-down"),
        desk.eventually(
            "SELECT split_part(reasons[cardinality(reasons)], ':', 1) FROM call WHERE provider_call_id = '"
                + atOnce.callId() + "'",
            found -> found.size() == 1));
  }

  @Test
  void aTrunkIsSentElsewhereOnceItsCallsAreTakenAndNotAnswered() {
    for (int i = 0; i < 3; i++) {
      var silent = desk.place("steps: [ response: failed, response: failed, wait-for-end ]\n");
      assertEquals(List.of(), silent.broken());
      assertEquals(
          List.of("provider-stalled"),
          desk.eventually(
              "SELECT outcome FROM call WHERE ended_at - answered_at < interval '8 s' AND provider_call_id = '"
                  + silent.callId() + "'",
              found -> found.size() == 1));
    }
    var atOnce = desk.place("""
        steps: [ wait-for-end ]
        expect: { outcome: rejected 503, accepts: 0 }
        """);
    assertEquals(List.of(), atOnce.broken());
  }

  /** A model that neither answers nor says why is down as well. */
  @Test
  void waitingInVainIsHeldAgainstTheProvider() {
    var call = desk.place("steps: [ stall, wait-for-end ]\n");
    assertEquals(List.of(), call.broken());
    desk.eventually(
        "SELECT outcome FROM call WHERE ended_at IS NOT NULL", List.of("dead-air")::equals);
    assertEquals(
        1,
        desk.meters
            .get("frontdesk.provider.troubles")
            .tag("trouble", "unreachable")
            .functionCounter()
            .count());
  }

  @Test
  void withoutAnythingElseTheCallerIsToldSo() {
    desk.server.run("""
        DELETE FROM transfer_target WHERE key = 'mobile';
        INSERT INTO voicemail_setting (tenant_id, agency_id, enabled, longest_s, finish_key, transcribed) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', false, 60, '#', false);
        """);
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(desk.world.refuseModels(503, FOR_LONG));
    CallerReport report = TestGateway.await(call(TwilioCarrier.NUMBER));

    assertEquals("twiml", report.endedBy());
    assertTrue(report.said().get(0).startsWith("We are sorry"), report.said()::toString);
    assertEquals(List.of("apology tried: "), rungs(report.callSid(), 1));
  }

  private Future<CallerReport> call(String number, Act... acts) {
    return carrier.place(CallerPlan.call("+421900000001", number, acts));
  }

  private List<String> rungs(String callSid, int count) {
    return desk.eventually(rungsOf(callSid), found -> found.size() >= count);
  }

  private List<String> rungsNow(String callSid) {
    return desk.server.ask(rungsOf(callSid));
  }

  private static String rungsOf(String callSid) {
    return """
        SELECT (f.data ->> 'rung') || ' ' || (f.data ->> 'outcome') || ': ' || (f.data ->> 'detail')
        FROM call_fact f JOIN call_claim c USING (call_id)
        WHERE c.provider_call_id = '%s' AND f.kind = 'fallback' ORDER BY f.seq""".formatted(callSid);
  }

  /** What the provider's endpoints failed with, without which of them did. */
  private List<String> notes(String callSid) {
    return desk.server.ask("""
            SELECT f.data ->> 'detail' FROM call_fact f JOIN call_claim c USING (call_id)
            WHERE c.provider_call_id = '%s' AND f.kind = 'note' AND f.data ->> 'code' = 'provider-error'""".formatted(callSid)).stream()
        .map(note -> note.replaceAll("^not-attached: [0-9a-f-]{36}: ", "").replaceAll(";.*", ""))
        .toList();
  }

  private String health() {
    return TestGateway.await(outside
        .createHttpClient()
        .request(
            new RequestOptions().setAbsoluteURI("http://" + door.getRawAuthority() + "/health"))
        .compose(request -> request.send())
        .compose(answer -> answer.body())
        .map(body -> body.toString()));
  }

  private void southern(String baseUrl) {
    EndpointId made = TestGateway.await(desk.database.inAgency(
        AgencyId.of(SOUTH), stores -> stores.endpoints().create("openai", "South", baseUrl, null)));
    TestGateway.await(desk.database.inAgency(
        AgencyId.of(SOUTH),
        stores -> stores.endpoints().addSecret(made, Kind.API_KEY, Secret.of("sk-test"), vault)));
    TestGateway.await(desk.directory.refresh());
  }

  private URI routed(URI address) {
    return URI.create((address.getPath().startsWith("/twilio/media/") ? "ws://" : "http://")
        + door.getRawAuthority()
        + address.getRawPath());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
