package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.rest.RestFault;
import dev.frontdesk.store.VoicemailStore.Sound;
import dev.frontdesk.twilio.DoorCounts.End;
import dev.frontdesk.twilio.Signed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receptionist is off: callers leave a message on tape, which is fetched, written down and told. */
class VoicemailIT {
  private static final String CALLER = "+421900000007";
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final String RECORDINGS = "SELECT body FROM message";

  /** Attempts made, and the seconds to the next. */
  private static final String WAITING = """
      SELECT attempts || ' ' || (5 * ceil(extract(epoch FROM due_at - clock_timestamp()) / 5))::int FROM voicemail
      WHERE leased_by IS NULL AND message_id IS NULL AND due_at > clock_timestamp()
      """;

  private static final Act SPEAK = Act.speak(Duration.ofMillis(1_500));

  private final Vertx outside = Vertx.vertx();
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(Carrier.start(
      outside,
      CarrierOptions.defaults()
          .withPace(0.05)
          .withRoute(
              address -> URI.create("http://" + door.getRawAuthority() + address.getRawPath()))));
  private TestGateway desk;

  /** Closed at every hour of the week but one minute. */
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
        UPDATE tenant SET when_closed = 'VOICEMAIL' WHERE key = 'bakery';
        INSERT INTO opening_span (tenant_id, agency_id, day, opens, closes) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           CASE extract(isodow FROM now())::int WHEN 1 THEN 4 WHEN 2 THEN 5 WHEN 3 THEN 6 WHEN 4 THEN 7 ELSE extract(isodow FROM now())::int - 4 END,
           '12:00', '12:01');
        INSERT INTO voicemail_setting (tenant_id, agency_id, enabled, closed_greeting, longest_s, finish_key, transcribed) VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', true, 'We bake at night. Speak!', 60, '*', true);
        """);
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(carrier.number(
        TwilioCarrier.NUMBER, URI.create(TwilioCarrier.PUBLIC + TwilioCarrier.VOICE)));
  }

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    desk.close();
    TestGateway.await(outside.close());
  }

  @Test
  void isRecordedWrittenDownAndTold() {
    desk.world.texts().hears("Two loaves for tomorrow, on 4111 1111 1111 1111.");
    CallerReport report =
        TestGateway.await(call(Act.told("[beep]"), SPEAK, Act.press("*"), Act.told("Thank")));

    assertEquals("We bake at night. Speak!", report.said().get(0));
    assertEquals(List.of(), report.streams());
    desk.eventually(RECORDINGS, List.of("Two loaves for tomorrow, on [card …1111].")::equals);
    assertEquals(
        List.of("voicemail voicemail " + CALLER),
        desk.eventually(
            "SELECT decision || ' ' || outcome || ' ' || caller FROM call WHERE outcome IS NOT NULL",
            found -> found.size() == 1));
    assertEquals(
        List.of("message.taken 2 " + CALLER),
        desk.server.ask(
            "SELECT kind || ' ' || (payload ->> 'seconds') || ' ' || (payload ->> 'number') FROM outbox"));
    assertArrayEquals(
        "RIFF".getBytes(StandardCharsets.US_ASCII),
        sound().orElseThrow().bytes().getBytes(0, 4));
    assertTrue(cost() > 0, "what the model wrote is paid for");
    desk.eventually("SELECT count(*) FROM voicemail WHERE due_at IS NULL", List.of("1")::equals);
    String url = action(report).form().get("RecordingUrl");
    assertEquals(404, status(url + ".wav"));
  }

  @Test
  void whoHangsUpHasLeftTheirMessage() {
    TestGateway.await(call(Act.told("[beep]"), SPEAK, Act.hangUp()));
    desk.eventually(RECORDINGS, List.of("Voice message of 2 s.")::equals);
  }

  @Test
  void whoSaysNothingLeavesNone() {
    CallerReport report = TestGateway.await(call(Act.told("Thank")));
    desk.eventually(
        "SELECT data ->> 'outcome' FROM call_fact WHERE kind = 'fallback' ORDER BY seq",
        List.of("tried", "nobody")::equals);
    assertEquals("twiml", report.endedBy());
    assertEquals(List.of("0"), desk.server.ask("SELECT count(*) FROM voicemail"));
  }

  @Test
  void isToldTwiceAndStoredOnceAndForgedTellsNothing() {
    CallerReport report = TestGateway.await(call(Act.told("[beep]"), SPEAK, Act.hangUp()));
    desk.eventually(RECORDINGS, found -> found.size() == 1);
    assertEquals(1, report.webhooks("recording").size());
    assertEquals(1, report.webhooks("action").size());
    assertEquals(1, desk.gateway.carrierCounts().of(End.RECORDED));

    Webhook told = report.webhooks("recording").get(0);
    assertEquals(204, told.status());
    long before = desk.gateway.carrierCounts().of(End.BAD_SIGNATURE);
    assertEquals(403, forged(told));
    assertEquals(before + 1, desk.gateway.carrierCounts().of(End.BAD_SIGNATURE));
    assertEquals(List.of("1"), desk.server.ask("SELECT count(*) FROM voicemail"));
  }

  @Test
  void isFetchedAgainWhenTheCarrierFailedOnce() {
    TestGateway.await(carrier.misbehave(RestFault.failing(503, 1)));
    TestGateway.await(call(Act.told("[beep]"), SPEAK, Act.hangUp()));
    desk.eventually(WAITING, List.of("1 5")::equals);
    assertEquals(List.of(), desk.server.ask(RECORDINGS));
    due();
    desk.eventually(RECORDINGS, List.of("Voice message of 2 s.")::equals);
    assertTrue(sound().isPresent());
  }

  /** The business is told that somebody spoke, once, after an hour and a quarter. */
  @Test
  void thatCannotBeFetchedIsToldAsSuch() {
    TestGateway.await(carrier.misbehave(RestFault.failing(503, 6)));
    TestGateway.await(call(Act.told("[beep]"), SPEAK, Act.hangUp()));
    for (String put : List.of("1 5", "2 30", "3 120", "4 600", "5 3600")) {
      desk.eventually(WAITING, List.of(put)::equals);
      assertEquals(List.of(), desk.server.ask(RECORDINGS));
      due();
    }
    String told =
        "Voice message of 2 s. There is no sound: it could not be fetched from the carrier.";
    desk.eventually(RECORDINGS, List.of(told)::equals);
    assertEquals(
        List.of("message.taken " + CALLER + " " + told),
        desk.server.ask(
            "SELECT kind || ' ' || (payload ->> 'number') || ' ' || (payload ->> 'message') FROM outbox"));
    assertTrue(sound().isEmpty());
    assertEquals(
        List.of("1"), desk.server.ask("SELECT count(*) FROM voicemail WHERE due_at IS NULL"));
  }

  /** It is time for what was put off. */
  private void due() {
    desk.server.run("UPDATE voicemail SET due_at = now()");
  }

  @Test
  void goesWhenItsCallerIsForgotten() {
    TestGateway.await(call(Act.told("[beep]"), SPEAK, Act.hangUp()));
    desk.eventually(RECORDINGS, found -> found.size() == 1);
    desk.eventually("SELECT caller FROM call WHERE outcome = 'voicemail'", List.of(CALLER)::equals);
    TestGateway.await(
        desk.database.erasures().erase(BAKERY, new PhoneNumber(CALLER), "the caller"));
    assertEquals(
        List.of("0 0"),
        desk.server.ask(
            "SELECT (SELECT count(*) FROM voicemail) || ' ' || (SELECT count(*) FROM message)"));
  }

  private Future<CallerReport> call(Act... acts) {
    return carrier.place(CallerPlan.call(CALLER, TwilioCarrier.NUMBER, acts));
  }

  private Optional<Sound> sound() {
    UUID message =
        UUID.fromString(desk.server.ask("SELECT id::text FROM message").get(0));
    return TestGateway.await(
        desk.database.inTenant(BAKERY, stores -> stores.voicemail().ofMessage(message)));
  }

  private long cost() {
    return Long.parseLong(desk.server.ask("SELECT sum(cost_micros) FROM call").get(0));
  }

  private static Webhook action(CallerReport report) {
    return report.webhooks("action").get(0);
  }

  private int status(String url) {
    var options = new RequestOptions().setAbsoluteURI(url);
    return TestGateway.await(outside
        .createHttpClient()
        .request(options.putHeader("Authorization", basic()))
        .compose(request -> request.send())
        .map(answer -> answer.statusCode()));
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((TwilioCarrier.ACCOUNT + ":" + TwilioCarrier.TOKEN)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** The same request, with another recording and the old signature. */
  private int forged(Webhook told) {
    String path = URI.create(told.url()).getRawPath();
    String body = TwilioCarrier.encoded(Map.of(
        "AccountSid",
        TwilioCarrier.ACCOUNT,
        "CallSid",
        told.form().get("CallSid"),
        "RecordingSid",
        "RE" + "0".repeat(32),
        "RecordingStatus",
        "completed",
        "RecordingDuration",
        "9"));
    String signature = Signed.by("another token", TwilioCarrier.PUBLIC + path, body);
    var options = new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI("http://" + door.getRawAuthority() + path)
        .putHeader("X-Twilio-Signature", signature)
        .putHeader("Content-Type", "application/x-www-form-urlencoded");
    return TestGateway.await(outside
        .createHttpClient()
        .request(options)
        .compose(request -> request.send(body))
        .map(answer -> answer.statusCode()));
  }
}
