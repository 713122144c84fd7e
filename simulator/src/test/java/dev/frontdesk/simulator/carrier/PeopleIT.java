package dev.frontdesk.simulator.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.ToyGateway;
import dev.frontdesk.simulator.World;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that are put through to others. */
class PeopleIT {
  private static final String CALLER = "+14155550100";
  private static final String NUMBER = "+15005550006";
  private static final String OWNER = "+14155550111";

  private final Vertx vertx = Vertx.vertx();
  private ToyBridge gateway;
  private Carrier carrier;

  @BeforeEach
  void start() throws Exception {
    gateway = new ToyBridge(vertx);
    carrier = World.await(
        Carrier.start(vertx, CarrierOptions.defaults().withPace(0.05).routedTo(gateway.origin())));
    World.await(carrier.number(NUMBER, ToyBridge.url("/voice")));
    gateway.at("/after", "<Hangup/>");
  }

  @AfterEach
  void stop() throws Exception {
    World.await(vertx.close());
  }

  private CallerReport place(Act... acts) throws Exception {
    return World.await(carrier.place(CallerPlan.call(CALLER, NUMBER, acts)));
  }

  private void dial(String noun) {
    gateway.at(
        "/voice",
        "<Dial action=\"/after\" timeout=\"20\" answerOnBridge=\"true\">" + noun + "</Dial>");
  }

  @ParameterizedTest
  @CsvSource({
    "ANSWERS, completed, true",
    "VOICEMAIL, completed, true",
    "BUSY, busy, false",
    "DECLINES, busy, false",
    "NO_ANSWER, no-answer, false",
    "FAILED, failed, false"
  })
  void whatBecomesOfADialIsToldToItsAction(Manner manner, String status, String bridged)
      throws Exception {
    World.await(carrier.human(OWNER, Human.of(manner).staying(Duration.ofMillis(150))));
    dial("<Number>" + OWNER + "</Number>");
    Form outcome = place().webhooks("action").get(0).form();
    assertEquals(status, outcome.get("DialCallStatus"));
    assertEquals(bridged, outcome.get("DialBridged"));
  }

  @Test
  void aWhisperRunsBeforeTheTwoAreConnectedAndAKeyAccepts() throws Exception {
    World.await(carrier.human(
        OWNER, Human.of(Manner.ANSWERS).pressing("1").staying(Duration.ofMillis(400))));
    dial("<Number url=\"/whisper\">" + OWNER + "</Number>");
    gateway
        .at(
            "/whisper",
            "<Gather numDigits=\"1\" action=\"/key\"><Say>Press 1.</Say></Gather><Hangup/>")
        .at("/key", "");
    CallerReport report = place();
    assertEquals("true", report.webhooks("action").get(0).form().get("DialBridged"));
    CallerReport owner = World.await(carrier.calls()).get(1);
    assertEquals(List.of("Press 1."), owner.said());
    assertEquals("1", owner.webhooks("action").get(0).form().get("Digits"));
    assertEquals(
        List.of(List.of(report.callSid(), owner.callSid())), World.await(carrier.bridges()));
  }

  @Test
  void aWordIsRecognisedWhereTheWhisperListensForOne() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.ANSWERS).saying("Yes.")));
    dial("<Number url=\"/whisper\">" + OWNER + "</Number>");
    gateway
        .at(
            "/whisper",
            "<Gather action=\"/key\"><Say>Press 1.</Say></Gather><Redirect>/spoken</Redirect>")
        .at("/spoken", "<Gather input=\"dtmf speech\" action=\"/said\"/><Hangup/>")
        .at("/said", "<Hangup/>");
    place();
    Form said = World.await(carrier.calls()).get(1).webhooks("action").get(0).form();
    assertEquals("Yes.", said.get("SpeechResult"));
  }

  @Test
  void aWhisperWithoutAKeyIsNoConnection() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.ANSWERS)));
    dial("<Number url=\"/whisper\">" + OWNER + "</Number>");
    gateway.at("/whisper", "<Gather numDigits=\"1\" timeout=\"1\" action=\"/key\"/><Hangup/>");
    Form outcome = place().webhooks("action").get(0).form();
    assertEquals("no-answer", outcome.get("DialCallStatus"));
    assertEquals("false", outcome.get("DialBridged"));
  }

  @Test
  void theProgressOfADialledLegIsToldInOrder() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.ANSWERS).staying(Duration.ofMillis(100))));
    dial(
        "<Number statusCallback=\"/progress\" statusCallbackEvent=\"initiated ringing answered completed\">"
            + OWNER + "</Number>");
    place();
    List<Form> told = World.await(carrier.webhooks()).stream()
        .filter(webhook -> webhook.url().endsWith("/progress"))
        .map(Webhook::form)
        .sorted(java.util.Comparator.comparing(form -> form.get("SequenceNumber", "")))
        .toList();
    assertEquals(
        List.of("initiated", "ringing", "in-progress", "completed"),
        told.stream().map(form -> form.get("CallStatus")).toList());
  }

  @Test
  void callbacksThatAreLateArriveAfterTheEnd() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.ANSWERS).staying(Duration.ofMillis(50))));
    dial("<Number statusCallback=\"/progress\" statusCallbackEvent=\"ringing completed\">" + OWNER
        + "</Number>");
    World.await(carrier.place(CallerPlan.call(CALLER, NUMBER)
        .with(CarrierMisbehaviour.NONE.withCallbacksLate(Duration.ofMillis(600)))));
    Form late = gateway.form("/progress", 2);
    assertEquals("0", late.get("SequenceNumber"));
    assertEquals("ringing", late.get("CallStatus"));
  }

  @Test
  void aCallerWhoHangsUpWhileItRingsCancelsTheOther() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.NO_ANSWER)));
    gateway.at("/voice", "<Dial timeout=\"60\"><Number>" + OWNER + "</Number></Dial>");
    place(Act.silent(Duration.ofMillis(200)), Act.hangUp());
    assertEquals("canceled", World.await(carrier.calls()).get(1).status());
  }

  @Test
  void aSipAddressReachesTheVoiceProviderWithItsHeaders() throws Exception {
    Simulator simulator =
        World.await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0)));
    ToyGateway voice = World.await(ToyGateway.start(vertx, simulator));
    Script script = Script.parse("""
        from: "+421900000001"
        to: "+15550100001"
        steps:
          - greeting
          - caller: Bye.
          - agent: Goodbye.
          - hang-up
        """);
    World.await(carrier.sipPeer(simulator.sipPeer(script, voice.webhook())));
    dial("<Sip>sip:proj_1@sip.api.openai.com;transport=tls?X-tenant=acme&amp;X-room=r1</Sip>");
    CallerReport report = place();
    assertEquals("true", report.webhooks("action").get(0).form().get("DialBridged"));
    String offer = voice.offers.get(0).encode();
    assertTrue(offer.contains("X-tenant") && offer.contains("acme"), offer);
    assertTrue(offer.contains("X-room") && offer.contains(CALLER), offer);
  }

  @Test
  void aSipAddressThatRefusesFailsTheDial() throws Exception {
    dial("<Sip>sip:nobody@example.com</Sip>");
    Form outcome = place().webhooks("action").get(0).form();
    assertEquals("failed", outcome.get("DialCallStatus"));
    assertEquals("404", outcome.get("DialSipResponseCode"));
  }
}
