package dev.frontdesk.simulator.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.World;
import dev.frontdesk.simulator.carrier.line.Act;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the carrier makes of the documents a gateway answers with. */
class TwimlIT {
  private static final String CALLER = "+14155550100";
  private static final String NUMBER = "+15005550006";

  private final Vertx vertx = Vertx.vertx();
  private ToyBridge gateway;
  private Carrier carrier;

  @BeforeEach
  void start() throws Exception {
    gateway = new ToyBridge(vertx);
    carrier = World.await(
        Carrier.start(vertx, CarrierOptions.defaults().withPace(0.05).routedTo(gateway.origin())));
    World.await(carrier.number(
        NUMBER,
        number -> number
            .withVoice(ToyBridge.url("/in/voice"), "POST")
            .withFallback(ToyBridge.url("/fallback"))
            .withStatusCallback(ToyBridge.url("/status"))));
  }

  @AfterEach
  void stop() throws Exception {
    World.await(vertx.close());
  }

  private CallerReport place(Act... acts) throws Exception {
    return World.await(carrier.place(CallerPlan.call(CALLER, NUMBER, acts)));
  }

  @Test
  void verbsRunInOrderAndTheEndIsTold() throws Exception {
    gateway.at("/in/voice", "<Say>One.</Say><Play>http://x/a.wav</Play><Pause/><Say>Two.</Say>");
    CallerReport report = place();
    assertEquals(List.of("One.", "[play http://x/a.wav]", "Two."), report.said());
    assertEquals("twiml", report.endedBy());
    Form end = report.webhooks("status").get(0).form();
    assertEquals("completed", end.get("CallStatus"));
    assertEquals("0", end.get("SequenceNumber"));
    assertEquals("call-progress-events", end.get("CallbackSource"));
  }

  @Test
  void aRelativeRedirectIsResolvedAgainstTheDocument() throws Exception {
    gateway
        .at("/in/voice", "<Redirect>next?a=1&amp;b=2</Redirect>")
        .at("/in/next", "<Say>Here.</Say>");
    CallerReport report = place();
    assertEquals(List.of("Here."), report.said());
    assertEquals(
        "https://voice.example.com/in/next?a=1&b=2",
        report.webhooks("voice").get(1).url());
  }

  @Test
  void aRejectedCallIsNeverAnswered() throws Exception {
    gateway.at("/in/voice", "<Reject reason=\"busy\"/>");
    CallerReport report = place();
    assertEquals("busy", report.status());
    assertEquals("0", report.webhooks("status").get(0).form().get("CallDuration"));
  }

  @Test
  void anUnknownVerbIsAWarningAndTheNextOneRuns() throws Exception {
    gateway.at("/in/voice", "<Sing>La.</Sing><Say pitch=\"2\">Hello.</Say>");
    CallerReport report = place();
    assertEquals(List.of(12200, 12200), report.codes());
    assertEquals(List.of("Hello."), report.said());
  }

  @Test
  void whatIsNotXmlIsAnErrorAndTheFallbackIsAsked() throws Exception {
    gateway.answers.put("/in/voice", form -> "<Response><Say>");
    gateway.at("/fallback", "<Say>Sorry.</Say>");
    CallerReport report = place();
    assertEquals(List.of(12100), report.codes());
    assertEquals(List.of("Sorry."), report.said());
    Form asked = report.webhooks("fallback").get(0).form();
    assertEquals("12100", asked.get("ErrorCode"));
    assertEquals("https://voice.example.com/in/voice", asked.get("ErrorUrl"));
  }

  @Test
  void anErrorStatusAndTooLongADocumentAreErrorsToo() throws Exception {
    gateway.statuses.put("/in/voice", 500);
    assertEquals(List.of(11200), place().codes());
    gateway.statuses.clear();
    gateway.at("/in/voice", "<Say>" + "a".repeat(65_536) + "</Say>");
    assertEquals(List.of(11750), place().codes());
  }

  @Test
  void keysAreGatheredUntilTheirNumberIsThere() throws Exception {
    gateway
        .at("/in/voice", "<Gather numDigits=\"2\" action=\"keys\"><Say>Press.</Say></Gather>")
        .answers
        .put("/in/keys", form -> "<Response><Say>" + form.get("Digits") + "</Say></Response>");
    CallerReport report = place(Act.told("Press"), Act.press("42"));
    assertEquals(List.of("Press.", "42"), report.said());
  }

  @Test
  void aGatherWithoutKeysGoesOn() throws Exception {
    gateway.at("/in/voice", "<Gather timeout=\"1\" action=\"keys\"/><Say>Nobody.</Say>");
    assertEquals(List.of("Nobody."), place().said());
  }

  @Test
  void aVoicemailIsRecordedUntilTheCallerIsSilent() throws Exception {
    gateway.at(
        "/in/voice", "<Record action=\"done\" recordingStatusCallback=\"rec\" timeout=\"4\"/>");
    CallerReport report = place(Act.speak(Duration.ofMillis(1500)));
    Form done = report.webhooks("action").get(0).form();
    assertEquals("2", done.get("RecordingDuration"));
    assertNotEquals("", done.get("RecordingUrl", ""));
    assertEquals("completed", report.webhooks("recording").get(0).form().get("RecordingStatus"));
    assertEquals(List.of("[beep]"), report.said());
  }

  @Test
  void aCallerWhoHangsUpWhileRecordingIsToldOf() throws Exception {
    gateway.at("/in/voice", "<Record action=\"done\" timeout=\"60\"/>");
    CallerReport report = place(Act.speak(Duration.ofMillis(100)), Act.hangUp());
    assertEquals("hangup", report.webhooks("action").get(0).form().get("Digits"));
    assertEquals("completed", report.webhooks("action").get(0).form().get("CallStatus"));
  }

  @Test
  void aNumberThatNothingAnswersFails() throws Exception {
    World.await(carrier.number(NUMBER, number -> number.withVoice(null, "POST")));
    assertEquals("failed", place().status());
  }

  @Test
  void anAddressThatNobodyServesIsAnError() throws Exception {
    World.await(carrier.number(
        NUMBER,
        number -> number.withVoice(ToyBridge.url("/in/nowhere"), "GET").withFallback(null)));
    gateway.statuses.put("/in/nowhere", 404);
    CallerReport report = place();
    assertEquals(List.of(11200), report.codes());
    assertEquals("failed", report.status());
    assertTrue(gateway.signatures.stream().noneMatch("null"::equals));
  }
}
