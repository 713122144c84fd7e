package dev.frontdesk;

import static dev.frontdesk.TwilioCarrier.ACCOUNT;
import static dev.frontdesk.TwilioCarrier.VOICE;
import static dev.frontdesk.TwilioCarrier.callSid;
import static dev.frontdesk.TwilioCarrier.encoded;
import static dev.frontdesk.TwilioCarrier.ringing;
import static dev.frontdesk.TwilioCarrier.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.store.Database;
import dev.frontdesk.store.StoreUnavailable;
import dev.frontdesk.twilio.BoundStream;
import dev.frontdesk.twilio.DoorCounts.End;
import dev.frontdesk.twilio.Signed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The carrier asks over HTTP what is to become of a call, and the same desk decides as for calls by SIP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwilioCallsIT {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
  private static final String DOOR = TwilioCarrier.PUBLIC + "/twilio/" + Database.PLATFORM_CARRIER;
  private static final Pattern CONNECT = Pattern.compile(Pattern.quote(HEAD)
      + "<Connect action=\"" + Pattern.quote(DOOR) + "/after/stream-1-(\\d)\">"
      + "<Stream url=\"wss://voice\\.example\\.com/twilio/media/([A-Za-z0-9_-]{32})\" statusCallback=\""
      + Pattern.quote(DOOR) + "/stream\"/></Connect></Response>");
  private static final String HUNG_UP = HEAD + "<Hangup/></Response>";
  private static final String AFTER = "/twilio/" + Database.PLATFORM_CARRIER + "/after/";
  private static final String STATUS = "/twilio/" + Database.PLATFORM_CARRIER + "/status";

  private TwilioCarrier carrier;

  @BeforeAll
  void open() {
    carrier = new TwilioCarrier(settings -> settings);
  }

  @AfterAll
  void close() {
    carrier.close();
  }

  private Matcher connected(String twiml) {
    Matcher connect = CONNECT.matcher(twiml);
    assertTrue(connect.matches(), twiml);
    return connect;
  }

  private List<String> claims(String callSid) {
    return carrier.desk.server.ask(
        "SELECT provider_call_id || ' ' || webhook_type FROM call_claim WHERE provider_call_id LIKE '"
            + callSid + "%' ORDER BY 1");
  }

  private Optional<BoundStream> redeem(String token) {
    return TestGateway.await(carrier.desk.gateway.streamTokens().redeem(token, Instant.now()));
  }

  @Test
  void aCallIsAnsweredWithAStreamUnderATokenOfItsOwn() {
    String callSid = callSid(1);
    var response = carrier.post(VOICE, ringing(callSid));

    assertEquals(200, response.statusCode());
    assertEquals(
        "text/xml; charset=utf-8", response.headers().firstValue("content-type").orElseThrow());
    String token = connected(response.body()).group(2);
    assertEquals(List.of(callSid + " twilio.voice"), claims(callSid));
    BoundStream bound = redeem(token).orElseThrow();
    assertEquals(
        List.of(
            Database.PLATFORM_CARRIER.toString(),
            ACCOUNT,
            callSid,
            "00000000-0000-0000-0000-0000000000b1",
            "1"),
        List.of(
            bound.endpoint().toString(),
            bound.accountSid(),
            bound.callSid(),
            bound.tenant().toString(),
            String.valueOf(bound.epoch())));
    assertEquals(Optional.empty(), redeem(token));
    carrier.desk.eventually(
        "SELECT caller || ' ' || dialled || ' ' || caller_name FROM call WHERE provider_call_id = '"
            + callSid + "'",
        List.of("+421900000001 +15550100002 Jana & Co")::equals);
  }

  @Test
  void thePlainAliasIsTheDefaultEndpointsAndAGetWillDo() {
    connected(carrier.post("/twiml", ringing(callSid(2))).body());
    connected(carrier.get(VOICE + "?" + encoded(ringing(callSid(3)))).body());
  }

  @Test
  void aRepeatedDeliveryIsToldTheSameAndClaimsNothing() {
    String callSid = callSid(4);
    String first = carrier.post(VOICE, ringing(callSid)).body();
    String second = carrier.post(VOICE, ringing(callSid)).body();
    assertEquals(first, second);
    assertEquals(1, claims(callSid).size());
  }

  @Test
  void whatMayBeUnsignedIsNotBelieved() {
    String callSid = callSid(5);
    String signed = encoded(ringing(callSid));
    long before = carrier.desk.gateway.carrierCounts().of(End.SIGNED_IN_PART);
    var response = carrier.post(
        VOICE,
        signed + "&StirVerstat=TN-Validation-Failed-A&CallToken=x",
        Signed.by(TwilioCarrier.TOKEN, TwilioCarrier.PUBLIC + VOICE, signed));
    connected(response.body());
    assertEquals(before + 1, carrier.desk.gateway.carrierCounts().of(End.SIGNED_IN_PART));
    assertEquals(
        List.of("none"),
        carrier.desk.server.ask(
            "SELECT lower(offer ->> 'attestation') FROM call_claim WHERE provider_call_id = '"
                + callSid + "'"));
  }

  @Test
  void aNumberOfAnotherEndpointIsNobodys() {
    String callSid = callSid(6);
    var response = carrier.post(VOICE, with(ringing(callSid), "To", TestGateway.NUMBER));
    assertEquals(HEAD + "<Reject reason=\"rejected\"/></Response>", response.body());
    carrier.desk.eventually(
        "SELECT dialled FROM endpoint_refusal WHERE provider_call_id = '" + callSid + "'",
        List.of(TestGateway.NUMBER)::equals);
  }

  @Test
  void aBlockedCallerIsRejectedAndTheWhyIsJournalled() {
    String callSid = callSid(7);
    var response = carrier.post(VOICE, with(ringing(callSid), "From", "+421900000666"));
    assertTrue(response.body().startsWith(HEAD + "<Reject reason="), response.body());
    carrier.desk.eventually(
        "SELECT decision || ' ' || outcome || ' ' || reasons[1] FROM call WHERE provider_call_id = '"
            + callSid + "'",
        List.of("reject refused caller-blocked: +421900000666")::equals);
  }

  @ParameterizedTest
  @CsvSource({
    "20, StirVerstat, TN-Validation-Failed-A-Diverted, attestation-failed",
    "21, From, anonymous, caller-anonymous",
    "22, From, +266696687, caller-anonymous"
  })
  void whomTheBusinessDoesNotWantIsRejectedForWhatTheCarrierSaysOfThem(
      int number, String name, String value, String why) {
    String callSid = callSid(number);
    screening("'REJECT', 'REJECT', 'IGNORE'");
    try {
      var response = carrier.post(VOICE, with(ringing(callSid), name, value));
      assertTrue(response.body().startsWith(HEAD + "<Reject reason="), response.body());
      carrier.desk.eventually(
          "SELECT decision || ' ' || split_part(reasons[1], ':', 1) FROM call WHERE provider_call_id = '"
              + callSid + "'",
          List.of("reject " + why)::equals);
    } finally {
      screening("'ANSWER', 'IGNORE', 'IGNORE'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "23, TN-Validation-Passed-A, full",
    "24, TN-Validation-Passed-B-Passthrough, partial",
    "25, TN-Validation-Passed-C, gateway"
  })
  void aVerdictThatWasSignedReachesTheDesk(int number, String verdict, String attestation) {
    String callSid = callSid(number);
    connected(
        carrier.post(VOICE, with(ringing(callSid), "StirVerstat", verdict)).body());
    assertEquals(
        List.of(attestation),
        carrier.desk.server.ask(
            "SELECT lower(offer ->> 'attestation') FROM call_claim WHERE provider_call_id = '"
                + callSid + "'"));
  }

  /** @param acts upon withheld, forged and unverified numbers */
  private void screening(String acts) {
    carrier.desk.server.run("""
        INSERT INTO screening VALUES
          ('00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a', %s, NULL)
        ON CONFLICT (tenant_id) DO UPDATE SET when_anonymous = excluded.when_anonymous, when_forged = excluded.when_forged
        """.formatted(acts));
    TestGateway.await(carrier.desk.directory.refresh());
  }

  @Test
  void aDeliveryThatIsRepeatedAfterTheEndGetsNoStream() {
    String callSid = callSid(26);
    connected(carrier.post(VOICE, ringing(callSid)).body());
    var over = with(with(ringing(callSid), "CallStatus", "completed"), "SequenceNumber", "1");
    assertEquals(204, carrier.post(STATUS, over).statusCode());
    carrier.desk.eventually(
        "SELECT state FROM call_claim WHERE provider_call_id = '" + callSid + "'",
        List.of("ended")::equals);

    // Asked of a node that has not answered it, which knows the call from the database only.
    String asked = callSid(27);
    carrier.desk.server.run("UPDATE call_claim SET provider_call_id = '" + asked
        + "' WHERE provider_call_id = '" + callSid + "'");
    assertEquals(HUNG_UP, carrier.post(VOICE, ringing(asked)).body());
    assertEquals(List.of(asked + " twilio.voice"), claims(asked));
  }

  @Test
  void staffFirstIsRungByTheCarrierAndWhoIsNotAnsweredComesBack() {
    String callSid = callSid(8);
    carrier.desk.server.run("UPDATE tenant SET staff_first = true WHERE key = 'bakery'");
    TestGateway.await(carrier.desk.directory.refresh());
    try {
      assertEquals(
          HEAD + "<Dial answerOnBridge=\"true\" timeout=\"20\" action=\"" + DOOR
              + "/after/dial-1\"><Number>+15550100019</Number></Dial></Response>",
          carrier.post(VOICE, ringing(callSid)).body());
      carrier.desk.eventually(
          "SELECT decision || ' ' || coalesce(outcome, 'runs') FROM call WHERE provider_call_id = '"
              + callSid + "'",
          List.of("forward handed-over")::equals);

      var unanswered = with(ringing(callSid), "DialCallStatus", "no-answer");
      String back = carrier.post(AFTER + "dial-1", unanswered).body();
      assertTrue(back.contains("/after/stream-2-1\""), back);
      carrier.desk.eventually(
          "SELECT decision FROM call WHERE provider_call_id = '" + callSid + ".2'",
          List.of("answer")::equals);
      assertEquals(
          List.of(callSid + " twilio.voice", callSid + ".2 twilio.voice"), claims(callSid));

      var talked = with(ringing(callSid), "DialCallStatus", "completed");
      assertEquals(HUNG_UP, carrier.post(AFTER + "dial-1", talked).body());
    } finally {
      carrier.desk.server.run("UPDATE tenant SET staff_first = false WHERE key = 'bakery'");
      TestGateway.await(carrier.desk.directory.refresh());
    }
  }

  @Test
  void aStreamThatEndsWhileTheCallRunsIsBegunAgainUntilItIsEnough() {
    String callSid = callSid(9);
    String first = connected(carrier.post(VOICE, ringing(callSid)).body()).group(2);
    Matcher again =
        connected(carrier.post(AFTER + "stream-1-1", ringing(callSid)).body());
    assertEquals("2", again.group(1));
    assertNotEquals(first, again.group(2));
    assertTrue(carrier
        .post(AFTER + "stream-1-6", ringing(callSid))
        .body()
        .endsWith("<Number>+15550100019</Number></Dial></Response>"));
  }

  /** Another node may know, and the balancer may send the carrier there. */
  @Test
  void whoDoesNotReachTheDatabaseLetsTheCarrierAskAgainWhatFollowsAStream() {
    String callSid = callSid(91);
    connected(carrier.post(VOICE, ringing(callSid)).body());
    carrier.desk.eventually(
        "SELECT state FROM call_claim WHERE provider_call_id = '" + callSid + "'",
        List.of("decided")::equals);
    carrier.desk.wire.cut();
    try {
      for (int again = 1; again <= 6; again++) {
        String path = AFTER + "stream-1-1" + (again == 1 ? "" : "-again-" + (again - 1));
        String body = carrier.post(path, ringing(callSid)).body();
        assertTrue(
            body.endsWith("<Pause length=\"1\"/><Redirect method=\"POST\">" + TwilioCarrier.PUBLIC
                + AFTER + "stream-1-1-again-" + again + "</Redirect></Response>"),
            body);
      }
      String enough =
          carrier.post(AFTER + "stream-1-1-again-6", ringing(callSid)).body();
      assertTrue(enough.endsWith("<Number>+15550100019</Number></Dial></Response>"), enough);
    } finally {
      carrier.desk.wire.mend();
    }
    connected(TestGateway.eventually(
        () -> carrier.post(AFTER + "stream-1-1-again-6", ringing(callSid)).body(),
        body -> body.contains("<Stream ")));
  }

  /** What was claimed while the database was away is not written down at once. */
  @Test
  void ofACallThatIsNotWrittenDownTheCarrierAsksAgainBeforeNothingFollows() {
    String callSid = callSid(10);
    String body = carrier.post(AFTER + "stream-1-1", ringing(callSid)).body();
    assertTrue(body.contains(AFTER + "stream-1-1-again-1</Redirect>"), body);
    assertEquals(
        HUNG_UP, carrier.post(AFTER + "stream-1-1-again-6", ringing(callSid)).body());
  }

  @Test
  void theCarriersEndOfACallIsItsEndWhateverComesFirst() {
    String callSid = callSid(11);
    String token = connected(carrier.post(VOICE, ringing(callSid)).body()).group(2);
    carrier.desk.eventually(
        "SELECT state FROM call_claim WHERE provider_call_id = '" + callSid + "'",
        List.of("decided")::equals);

    var over = with(
        with(with(ringing(callSid), "CallStatus", "completed"), "SequenceNumber", "2"),
        "CallDuration",
        "7");
    var late = with(with(over, "CallStatus", "in-progress"), "SequenceNumber", "1");
    assertEquals(204, carrier.post(STATUS, over).statusCode());
    assertEquals(204, carrier.post(STATUS, late).statusCode());
    assertEquals(204, carrier.post(STATUS, over).statusCode());

    carrier.desk.eventually(
        "SELECT state FROM call_claim WHERE provider_call_id = '" + callSid + "'",
        List.of("ended")::equals);
    assertEquals(Optional.empty(), redeem(token));
    assertEquals(HUNG_UP, carrier.post(AFTER + "stream-1-1", ringing(callSid)).body());
    TestGateway.eventually(
        () -> carrier.rest.asked.stream()
            .filter(asked -> asked.uri().contains(callSid))
            .map(asked -> asked.method() + " " + asked.uri() + " " + asked.body())
            .toList(),
        List.of("POST /2010-04-01/Accounts/" + ACCOUNT + "/Calls/" + callSid
            + ".json Url=" + URLEncoder.encode(DOOR + "/after/lost-1", StandardCharsets.UTF_8)
            + "&Method=POST")::equals);
  }

  @Test
  void aStreamsTroubleIsCounted() {
    long before = carrier.desk.gateway.carrierCounts().of(End.STREAM_ERROR);
    var error =
        with(with(ringing(callSid(12)), "StreamEvent", "stream-error"), "StreamError", "31921");
    String path = "/twilio/" + Database.PLATFORM_CARRIER + "/stream";
    assertEquals(204, carrier.post(path, error).statusCode());
    assertEquals(before + 1, carrier.desk.gateway.carrierCounts().of(End.STREAM_ERROR));
  }

  @Test
  void withTheDatabaseAwayThePhoneIsAnswered() {
    carrier.desk.wire.cut();
    try {
      String token = connected(carrier.post(VOICE, ringing(callSid(13))).body()).group(2);
      assertEquals(callSid(13), redeem(token).orElseThrow().callSid());
    } finally {
      carrier.desk.wire.mend();
    }
  }

  @Test
  void aStreamThatWasAnnouncedBeforeTheDatabaseWentIsTakenOnce() {
    String token = connected(carrier.post(VOICE, ringing(callSid(15))).body()).group(2);
    carrier.desk.wire.cut();
    try {
      assertEquals(callSid(15), redeem(token).orElseThrow().callSid());
      assertThrows(StoreUnavailable.class, () -> redeem(token));
    } finally {
      carrier.desk.wire.mend();
    }
    carrier.desk.eventually(
        "SELECT sha256 FROM stream_token WHERE call_sid = '" + callSid(15) + "'", List::isEmpty);
  }

  @Test
  void aStreamThatCameIsNotTakenAgainWhenTheDatabaseGoes() {
    String token = connected(carrier.post(VOICE, ringing(callSid(16))).body()).group(2);
    assertEquals(callSid(16), redeem(token).orElseThrow().callSid());
    carrier.desk.wire.cut();
    try {
      assertThrows(StoreUnavailable.class, () -> redeem(token));
    } finally {
      carrier.desk.wire.mend();
    }
  }

  /** The claim takes too long and is made in memory; the database, asked for a token, does not know the call. */
  @Test
  void aCallThatIsNotWrittenDownYetIsAnsweredAllTheSame() {
    carrier.desk.server.run("BEGIN; LOCK TABLE call_claim IN EXCLUSIVE MODE");
    try {
      String token = connected(carrier.post(VOICE, ringing(callSid(14))).body()).group(2);
      assertEquals(callSid(14), redeem(token).orElseThrow().callSid());
      assertEquals(Optional.empty(), redeem(token), "once");
    } finally {
      carrier.desk.server.run("COMMIT");
    }
    carrier.desk.eventually(
        "SELECT state FROM call_claim WHERE provider_call_id = '" + callSid(14) + "'",
        List.of("decided")::equals);
  }
}
