package dev.frontdesk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.bus.BusMessage.CarrierNumber;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.twilio.TwilioFailure;
import dev.frontdesk.twilio.TwilioFailure.Kind;
import dev.frontdesk.twilio.TwilioRest;
import dev.frontdesk.twilio.TwilioRest.Field;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The carrier's REST API, over real HTTP. */
class TwilioRestIT {
  private static final String ACCOUNT = "/2010-04-01/Accounts/" + TwilioCarrier.ACCOUNT;
  private static final String CALL = TwilioCarrier.callSid(1);

  private final Vertx vertx = Vertx.vertx();
  private final TwilioStub stub = new TwilioStub(vertx);
  private final Endpoint endpoint = TwilioCarrier.endpoint(stub.url());
  private final TwilioRest rest = new TwilioRest(
      vertx,
      new OutwardClient(vertx, OutwardAllow.NOTHING),
      RandomGenerator.of("L64X128MixRandom"));

  @AfterEach
  void close() {
    TestGateway.await(vertx.close());
  }

  private Future<?> hungUp() {
    return rest.updateCall(endpoint, CALL, List.of(new Field("Status", "completed")));
  }

  private static TwilioFailure failure(Future<?> asked) {
    TestGateway.await(asked.transform(done -> Future.succeededFuture()));
    return assertInstanceOf(TwilioFailure.class, asked.cause());
  }

  @Test
  void aCallIsUpdatedWithAForm() {
    stub.then(200, "{\"sid\":\"x\"}");
    var answer = TestGateway.await(rest.updateCall(
        endpoint, CALL, List.of(new Field("Twiml", "<Response/>&"), new Field("Url", "a b"))));
    assertEquals("x", answer.getString("sid"));
    String basic = Base64.getEncoder()
        .encodeToString((TwilioCarrier.ACCOUNT + ":" + TwilioCarrier.TOKEN).getBytes(UTF_8));
    assertEquals(
        List.of(new TwilioStub.Asked(
            "POST",
            ACCOUNT + "/Calls/" + CALL + ".json",
            "Basic " + basic,
            "Twiml=%3CResponse%2F%3E%26&Url=a%20b")),
        stub.asked);
  }

  @Test
  void aRepeatedNameIsSentAgain() {
    TestGateway.await(rest.addParticipant(
        endpoint,
        "our room",
        List.of(
            new Field("StatusCallbackEvent", "initiated"),
            new Field("StatusCallbackEvent", "answered"))));
    assertEquals(
        ACCOUNT + "/Conferences/our%20room/Participants.json", stub.asked.get(0).uri());
    assertEquals(
        "StatusCallbackEvent=initiated&StatusCallbackEvent=answered",
        stub.asked.get(0).body());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      400 | {"code":21220,"message":"not in-progress","status":400}                     | CALL_OVER    | 21220
      404 | {"code":20404,"message":"not found","more_info":"x","status":404}           | NOT_FOUND    | 20404
      401 | {"code":20003,"message":"Authenticate","httpStatusCode":401,"userError":true} | UNAUTHORIZED | 20003
      403 | {"type":"x","title":"Forbidden","detail":"no","status":403,"code":70001}     | UNAUTHORIZED | 70001
      400 | {"code":21211,"message":"invalid To"}                                       | INVALID      | 21211
      500 | <html>                                                                      | UNAVAILABLE  | 0
      503 | {"code":20500,"message":"x"}                                                | UNAVAILABLE  | 20500
      """)
  void whatTwilioRefusesHasAName(int status, String body, Kind kind, int code) {
    stub.then(status, body);
    TwilioFailure failure = failure(hungUp());
    assertEquals(kind, failure.kind());
    assertEquals(code, failure.code());
    assertFalse(String.valueOf(failure.getMessage()).contains(TwilioCarrier.TOKEN));
    assertEquals(1, stub.asked.size());
  }

  @Test
  void oneTooManyAtOnceIsTriedAgain() {
    stub.then(429, "{\"code\":20429}").then(429, "", "0").then(200, "{}");
    TestGateway.await(hungUp());
    assertEquals(3, stub.asked.size());
  }

  @Test
  void patienceEnds() {
    for (int i = 0; i < 4; i++) {
      stub.then(429, "{\"code\":20429}", "0");
    }
    assertEquals(Kind.LIMITED, failure(hungUp()).kind());
    assertEquals(4, stub.asked.size());
  }

  @Test
  void numbersAreReadPageAfterPage() {
    stub.then(200, """
            {"incoming_phone_numbers":[{"phone_number":"+15550100002","friendly_name":"Front"},{"phone_number":"555"}],
             "next_page_uri":"%s/IncomingPhoneNumbers.json?Page=1"}""".formatted(ACCOUNT)).then(200, """
            {"incoming_phone_numbers":[{"phone_number":"+15550100003","friendly_name":"Back"}],"next_page_uri":null}""");
    assertEquals(
        List.of(
            new CarrierNumber(new PhoneNumber("+15550100002"), "Front"),
            new CarrierNumber(new PhoneNumber("+15550100003"), "Back")),
        TestGateway.await(rest.numbers(endpoint)));
    assertTrue(stub.asked.get(1).uri().endsWith("?Page=1"));
  }

  @Test
  void aNextPageElsewhereIsNotAskedFor() {
    stub.then(200, "{\"incoming_phone_numbers\":[],\"next_page_uri\":\"//evil.example/x\"}");
    assertEquals(Kind.INVALID, failure(rest.numbers(endpoint)).kind());
    assertEquals(1, stub.asked.size());
  }

  @Test
  void anAddressThatAStrangerChoseMustBePublic() {
    var theirs = new Endpoint(
        new EndpointId(UUID.randomUUID()),
        new AgencyId(UUID.randomUUID()),
        null,
        "twilio",
        stub.url(),
        Secret.of("x"),
        List.of(),
        null,
        TwilioCarrier.ACCOUNT);
    assertEquals(Kind.NOT_PUBLIC, failure(rest.numbers(theirs)).kind());
    assertEquals(List.of(), stub.asked);
  }

  @Test
  void whatIsNoIdIsNotSent() {
    assertThrows(
        IllegalArgumentException.class, () -> rest.updateCall(endpoint, "../Messages", List.of()));
  }
}
