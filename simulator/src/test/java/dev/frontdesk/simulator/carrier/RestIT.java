package dev.frontdesk.simulator.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.simulator.World;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.carrier.line.Leg;
import dev.frontdesk.simulator.carrier.rest.RestFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The REST API, and the rooms that are made with it. */
class RestIT {
  private static final String CALLER = "+14155550100";
  private static final String NUMBER = "+15005550006";
  private static final String OWNER = "+14155550111";
  private static final String ROOM =
      "<Dial action=\"/after\"><Conference participantLabel=\"caller\" endConferenceOnExit=\"true\""
          + " statusCallback=\"/room\" statusCallbackEvent=\"start end join leave hold\">r1</Conference></Dial>";

  private final Vertx vertx = Vertx.vertx();
  private final CarrierOptions options = CarrierOptions.defaults().withPace(0.05);
  private final Promise<Leg> live = Promise.promise();
  private ToyBridge gateway;
  private Carrier carrier;
  private HttpClient http;
  private String password = options.authToken();

  private record Answer(int status, JsonObject body, Buffer raw) {
    int code() {
      return body.getInteger("code", 0);
    }
  }

  @BeforeEach
  void start() throws Exception {
    gateway = new ToyBridge(vertx).at("/voice", ROOM);
    carrier = World.await(Carrier.start(vertx, options.routedTo(gateway.origin())));
    http = vertx.createHttpClient();
    World.await(carrier.number(NUMBER, ToyBridge.url("/voice")));
  }

  @AfterEach
  void stop() throws Exception {
    World.await(vertx.close());
  }

  private Answer ask(HttpMethod method, String path, String... form) throws Exception {
    String pair = options.accountSid() + ":" + password;
    RequestOptions request = new RequestOptions()
        .setMethod(method)
        .setAbsoluteURI(carrier.baseUrl()
            + (path.startsWith("/")
                ? path
                : "/2010-04-01/Accounts/" + options.accountSid() + "/" + path))
        .putHeader(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    // Nested, so that the body is asked for on the event loop, before it has gone by.
    return World.await(http.request(request)
        .compose(sent -> sent.send(Form.of(form).encoded()).compose(RestIT::read)));
  }

  private static Future<Answer> read(HttpClientResponse response) {
    boolean json = String.valueOf(response.getHeader("Content-Type")).contains("json");
    return response
        .body()
        .map(body ->
            new Answer(response.statusCode(), json ? body.toJsonObject() : new JsonObject(), body));
  }

  private Future<CallerReport> call(Act... acts) {
    return carrier.place(CallerPlan.call(CALLER, NUMBER, acts), live::complete);
  }

  /** Done when the gateway was told of something that the test waits for. */
  private void told(String path, String field, String value) throws Exception {
    Promise<Void> seen = Promise.promise();
    long timer = vertx.setPeriodic(
        5,
        tick -> carrier.webhooks().onSuccess(all -> {
          if (all.stream()
              .anyMatch(
                  one -> one.url().endsWith(path) && value.equals(one.form().get(field)))) {
            seen.tryComplete();
          }
        }));
    World.await(seen.future());
    vertx.cancelTimer(timer);
  }

  @Test
  void onlyTheAccountsTokenOpensIt() throws Exception {
    password = "wrong";
    Answer refused = ask(HttpMethod.GET, "Calls.json");
    assertEquals(401, refused.status());
    assertEquals(20003, refused.code());
    password = options.authToken();
    assertEquals(
        20404, ask(HttpMethod.GET, "/2010-04-01/Accounts/AC0/Calls.json").code());
  }

  @Test
  void aLiveCallGoesOnWithOtherTwimlAndAnEndedOneDoesNot() throws Exception {
    gateway.at("/voice", "<Pause length=\"600\"/>");
    Future<CallerReport> over = call();
    String path = "Calls/" + World.await(live.future()).sid() + ".json";
    Answer updated = ask(HttpMethod.POST, path, "Twiml", "<Response><Say>Moved.</Say></Response>");
    assertEquals(200, updated.status());
    assertEquals(List.of("Moved."), World.await(over).said());
    assertEquals(21220, ask(HttpMethod.POST, path, "Status", "completed").code());
    assertEquals("completed", ask(HttpMethod.GET, path).body().getString("status"));
    assertEquals(204, ask(HttpMethod.DELETE, path).status());
  }

  @Test
  void aWarmTransferJoinsAHumanAndEndsWithTheCaller() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.ANSWERS)));
    Future<CallerReport> over = call(Act.silent(Duration.ofMillis(900)), Act.hangUp());
    told("/room", "StatusCallbackEvent", "participant-join");
    Answer added = ask(
        HttpMethod.POST,
        "Conferences/r1/Participants.json",
        "From",
        NUMBER,
        "To",
        OWNER,
        "Label",
        "human agent");
    assertEquals(201, added.status());
    assertEquals("queued", added.body().getString("status"));
    told("/room", "ParticipantLabel", "human agent");
    World.await(over);
    RoomReport room = World.await(carrier.rooms()).get(0);
    assertEquals("participant-with-end-conference-on-exit-left", room.ended());
    RoomReport.Moment started = room.moments().stream()
        .filter(moment -> moment.event().equals("conference-start"))
        .findFirst()
        .orElseThrow();
    assertEquals(
        Map.of("caller", List.of("human agent"), "human agent", List.of("caller")),
        started.hears());
    assertTrue(room.aloneMs("human agent") < 50, room::toString);
    CallerReport human = World.await(carrier.calls()).get(1);
    assertEquals("completed", human.status());
    assertEquals("conference", human.endedBy());
  }

  @Test
  void aParticipantIsHeldAndKicked() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.ANSWERS)));
    Future<CallerReport> over = call();
    told("/room", "ParticipantLabel", "caller");
    Answer added = ask(
        HttpMethod.POST,
        "Conferences/r1/Participants.json",
        "From",
        NUMBER,
        "To",
        OWNER,
        "Label",
        "h");
    told("/room", "ParticipantLabel", "h");
    String seats = "Conferences/" + added.body().getString("conference_sid") + "/Participants";
    assertTrue(
        ask(HttpMethod.POST, seats + "/caller.json", "Hold", "true").body().getBoolean("hold"));
    RoomReport held = World.await(carrier.rooms()).get(0);
    var now = held.moments().get(held.moments().size() - 1);
    assertEquals(List.of(RoomReport.MUSIC), now.hears().get("caller"));
    assertEquals(
        2,
        ask(HttpMethod.GET, seats + ".json").body().getJsonArray("participants").size());
    Answer twice = ask(
        HttpMethod.POST,
        "Conferences/r1/Participants.json",
        "From",
        NUMBER,
        "To",
        OWNER,
        "Label",
        "h");
    assertEquals(16025, twice.code());
    assertEquals(204, ask(HttpMethod.DELETE, seats + "/h.json").status());
    assertEquals(204, ask(HttpMethod.DELETE, seats + "/caller.json").status());
    World.await(over);
    assertEquals(20404, ask(HttpMethod.GET, "Conferences/r1/Participants.json").code());
  }

  @Test
  void aHumanWhoIsBusyNeverJoins() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.BUSY)));
    Future<CallerReport> over = call(Act.silent(Duration.ofMillis(600)), Act.hangUp());
    told("/room", "ParticipantLabel", "caller");
    ask(
        HttpMethod.POST,
        "Conferences/r1/Participants.json",
        "From",
        NUMBER,
        "To",
        OWNER,
        "StatusCallback",
        ToyBridge.PUBLIC + "/leg");
    told("/leg", "CallStatus", "busy");
    World.await(over);
    RoomReport room = World.await(carrier.rooms()).get(0);
    assertEquals(
        List.of("participant-join", "participant-leave", "conference-end"),
        room.moments().stream().map(RoomReport.Moment::event).toList());
  }

  @Test
  void aMachineIsToldFromAHuman() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.VOICEMAIL)));
    gateway.at("/voicemail", "<Say>Please call back.</Say>");
    Answer created = ask(
        HttpMethod.POST,
        "Calls.json",
        "From",
        NUMBER,
        "To",
        OWNER,
        "Url",
        ToyBridge.PUBLIC + "/voicemail",
        "MachineDetection",
        "DetectMessageEnd",
        "StatusCallback",
        ToyBridge.PUBLIC + "/leg");
    assertEquals(201, created.status());
    told("/leg", "CallStatus", "completed");
    assertEquals(
        "machine_end_beep", World.await(carrier.webhooks()).get(0).form().get("AnsweredBy"));
  }

  @Test
  void onlyAnOwnNumberOrThatOfTheCallTokenMayBeShown() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.BUSY)));
    Future<CallerReport> over = call();
    told("/room", "ParticipantLabel", "caller");
    String token = World.await(live.future()).seen().webhooks().get(0).form().get("CallToken");
    String[] call = {"From", CALLER, "To", OWNER, "Twiml", "<Response/>"};
    assertEquals(21210, ask(HttpMethod.POST, "Calls.json", call).code());
    List<String> with = new ArrayList<>(List.of(call));
    with.addAll(List.of("CallToken", token));
    assertEquals(
        201, ask(HttpMethod.POST, "Calls.json", with.toArray(String[]::new)).status());
    ask(
        HttpMethod.POST,
        "Calls/" + World.await(live.future()).sid() + ".json",
        "Status",
        "completed");
    World.await(over);
  }

  @Test
  void numbersAreListedPageByPage() throws Exception {
    for (int i = 1; i <= 4; i++) {
      World.await(carrier.number("+1500555010" + i, ToyBridge.url("/voice")));
    }
    List<String> seen = new ArrayList<>();
    String next = "IncomingPhoneNumbers.json?PageSize=2";
    while (next != null) {
      JsonObject page = ask(HttpMethod.GET, next).body();
      page.getJsonArray("incoming_phone_numbers")
          .forEach(one -> seen.add(((JsonObject) one).getString("phone_number")));
      next = page.getString("next_page_uri");
    }
    assertEquals(5, seen.size());
    assertEquals(
        20007, ask(HttpMethod.GET, "IncomingPhoneNumbers.json?PageSize=1001").code());
  }

  @Test
  void aMessageIsSentAndItsDeliveryTold() throws Exception {
    World.await(carrier.human(OWNER, Human.of(Manner.ANSWERS)));
    Answer sent = ask(
        HttpMethod.POST,
        "Messages.json",
        "From",
        NUMBER,
        "To",
        OWNER,
        "Body",
        "Grüße & mehr",
        "StatusCallback",
        ToyBridge.PUBLIC + "/sms");
    assertEquals("queued", sent.body().getString("status"));
    told("/sms", "MessageStatus", "delivered");
    assertEquals("Grüße & mehr", World.await(carrier.messages()).get(0).body());
    assertEquals(
        21211, ask(HttpMethod.POST, "Messages.json", "From", NUMBER, "To", "1").code());
  }

  @Test
  void aRecordingIsAWavUntilItIsDeleted() throws Exception {
    gateway.at("/voice", "<Record action=\"/after\" timeout=\"1\"/>");
    CallerReport report = World.await(call(Act.speak(Duration.ofMillis(500))));
    String url = report.webhooks("action").get(0).form().get("RecordingUrl", "");
    String path = url.substring(carrier.baseUrl().length());
    Answer wav = ask(HttpMethod.GET, path + ".wav");
    assertEquals("RIFF", wav.raw().getString(0, 4));
    assertEquals(44 + 4000, wav.raw().length());
    assertEquals(204, ask(HttpMethod.DELETE, path + ".json").status());
    assertEquals(404, ask(HttpMethod.GET, path + ".wav").status());
  }

  @Test
  void itFailsOnOrder() throws Exception {
    World.await(carrier.misbehave(RestFault.failing(429, 1)));
    assertEquals(20429, ask(HttpMethod.GET, "Calls.json").code());
    assertEquals(200, ask(HttpMethod.GET, "Calls.json").status());
    World.await(carrier.misbehave(RestFault.failing(503, 1)));
    assertEquals(503, ask(HttpMethod.GET, "Calls.json").status());
    assertNull(ask(HttpMethod.GET, "Calls.json").body().getString("next_page_uri"));
  }
}
