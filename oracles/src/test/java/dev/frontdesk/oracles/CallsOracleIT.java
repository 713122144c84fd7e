package dev.frontdesk.oracles;

import static dev.frontdesk.oracles.TinyGateway.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.realtime.RealtimeSessionCreateRequest;
import com.openai.models.realtime.calls.CallAcceptParams;
import com.openai.models.realtime.calls.CallReferParams;
import com.openai.models.realtime.calls.CallRejectParams;
import com.openai.services.blocking.realtime.CallService;
import dev.frontdesk.model.VoiceSettings;
import dev.frontdesk.provider.realtime.CallsApi;
import dev.frontdesk.provider.realtime.SessionConfig;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.script.Script;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Call control: the official client against our simulator, and beside our own client. */
class CallsOracleIT {
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final String CALL = "rtc_u0_1";
  private static final String TARGET = "sip:sales@example.com;transport=tls";
  private static final Buffer SESSION = SessionConfig.of(
          VoiceSettings.DEFAULTS,
          VoiceSettings.DEFAULTS,
          "Be kind.\n\"Ahoj\" \uD83E\uDD56",
          List.of())
      .accept();

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  /**
   * What a provider sees of one request.
   *
   * @param type of the body; blank if there is none
   */
  private record Seen(
      String method, String uri, String authorization, String type, JsonObject body) {}

  @Test
  void bothClientsAcceptWithTheSameRequest() {
    var provider = new Recorder();
    provider.theirs(calls -> calls.accept(CALL, params()));
    await(new CallsApi(vertx).accept(provider.endpoint(), CALL, SESSION, BUDGET));
    provider.assertSame("/v1/realtime/calls/rtc_u0_1/accept", SESSION.toJsonObject());
  }

  @Test
  void bothClientsRejectWithTheSameRequest() {
    var provider = new Recorder();
    provider.theirs(
        calls -> calls.reject(CALL, CallRejectParams.builder().statusCode(486).build()));
    await(new CallsApi(vertx).reject(provider.endpoint(), CALL, 486));
    provider.assertSame(
        "/v1/realtime/calls/rtc_u0_1/reject", new JsonObject().put("status_code", 486));
  }

  @Test
  void bothClientsReferWithTheSameRequest() {
    var provider = new Recorder();
    provider.theirs(
        calls -> calls.refer(CALL, CallReferParams.builder().targetUri(TARGET).build()));
    await(new CallsApi(vertx).refer(provider.endpoint(), CALL, TARGET));
    provider.assertSame(
        "/v1/realtime/calls/rtc_u0_1/refer", new JsonObject().put("target_uri", TARGET));
  }

  @Test
  void bothClientsHangUpWithTheSameRequest() {
    var provider = new Recorder();
    provider.theirs(calls -> calls.hangup(CALL));
    await(new CallsApi(vertx).hangUp(provider.endpoint(), CALL));
    provider.assertSame("/v1/realtime/calls/rtc_u0_1/hangup", new JsonObject());
  }

  @Test
  void theSimulatorLetsTheOfficialClientAcceptReferAndTellsOfIt() {
    var world = new RingingCall("steps: [ greeting ]");
    world.theirs(calls -> {
      calls.accept(world.call(), params());
      calls.refer(world.call(), CallReferParams.builder().targetUri(TARGET).build());
    });
    CallReport report = world.report();
    assertTrue(report.accepted());
    assertEquals(List.of(), report.violations());
    assertEquals(SESSION.toJsonObject(), new JsonObject(String.valueOf(report.session())));
    assertEquals(List.of(TARGET), report.refers());
    assertEquals("transferred", report.ended());
  }

  @Test
  void theSimulatorLetsTheOfficialClientHangUp() {
    var world = new RingingCall("steps: [ greeting ]");
    world.theirs(calls -> {
      calls.accept(world.call(), params());
      calls.hangup(world.call());
    });
    CallReport report = world.report();
    assertEquals("agent-hung-up", report.ended());
    assertEquals(List.of(), report.violations());
  }

  @ParameterizedTest
  @CsvSource({"486, 486", "0, 603"})
  void theSimulatorLetsTheOfficialClientReject(long asked, int sip) {
    var world = new RingingCall("steps: [ greeting ]");
    var params = CallRejectParams.builder().callId(world.call());
    if (asked > 0) {
      params.statusCode(asked);
    }
    world.theirs(calls -> calls.reject(params.build()));
    assertEquals("rejected " + sip, world.report().ended());
  }

  @ParameterizedTest
  @CsvSource({
    "400, server_error",
    "404, call_id_not_found",
    "409, decision_already_made",
    "429, rate_limit_exceeded",
    "500, server_error",
    "503, server_error",
  })
  void theOfficialClientUnderstandsARefusalOfTheSimulator(int status, String code) {
    var world = new RingingCall("misbehave: [ accept: " + status + " once ]\nsteps: [ greeting ]");
    var refused = assertThrows(
        OpenAIServiceException.class,
        () -> world.theirs(calls -> calls.accept(world.call(), params())));
    assertEquals(status, refused.statusCode());
    assertEquals(code, refused.code().orElseThrow());
    assertEquals(
        status < 500 ? "invalid_request_error" : "server_error", refused.type().orElseThrow());
    world.theirs(calls -> calls.reject(world.call()));
    assertEquals("rejected 603", world.report().ended());
  }

  @Test
  void theOfficialClientIsToldOfAWrongKeyAndOfASecondDecision() {
    var world = new RingingCall("steps: [ greeting ]");
    var stranger = assertThrows(
        OpenAIServiceException.class,
        () -> theirs(world.world.baseUrl(), "sk-wrong", calls -> calls.hangup(world.call())));
    assertEquals(401, stranger.statusCode());
    assertEquals("invalid_api_key", stranger.code().orElseThrow());
    world.theirs(calls -> calls.accept(world.call(), params()));
    var second = assertThrows(
        OpenAIServiceException.class, () -> world.theirs(calls -> calls.reject(world.call())));
    assertEquals(409, second.statusCode());
    world.theirs(calls -> calls.hangup(world.call()));
    assertEquals("agent-hung-up", world.report().ended());
  }

  private static CallAcceptParams params() {
    return CallAcceptParams.builder()
        .realtimeSessionCreateRequest(
            Official.read(SESSION.toString(UTF_8), RealtimeSessionCreateRequest.class))
        .build();
  }

  private static void theirs(String baseUrl, String key, Consumer<CallService> request) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().apiKey(key).baseUrl(baseUrl).maxRetries(0).build();
    try {
      request.accept(client.realtime().calls());
    } finally {
      client.close();
    }
  }

  /** A provider that says yes to everything and remembers it. */
  private final class Recorder {
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Recorder() {
      server = await(vertx
          .createHttpServer()
          .requestHandler(request -> request.body().onSuccess(body -> {
            seen.add(new Seen(
                request.method().name(),
                request.uri(),
                String.valueOf(request.getHeader("Authorization")),
                body.length() == 0 ? "" : String.valueOf(request.getHeader("Content-Type")),
                body.length() == 0 ? new JsonObject() : body.toJsonObject()));
            request.response().end();
          }))
          .listen(0, "127.0.0.1"));
    }

    String baseUrl() {
      return "http://127.0.0.1:" + server.actualPort() + "/v1";
    }

    dev.frontdesk.model.Endpoint endpoint() {
      return TinyGateway.endpoint(baseUrl());
    }

    void theirs(Consumer<CallService> request) {
      CallsOracleIT.theirs(baseUrl(), "sk-test", request);
    }

    void assertSame(String uri, JsonObject body) {
      String type = body.isEmpty() ? "" : "application/json";
      var expected = new Seen("POST", uri, "Bearer sk-test", type, body);
      assertEquals(List.of(expected, expected), seen, "theirs, then ours");
    }
  }

  /** A simulated call that rings and waits to be decided on. */
  private final class RingingCall {
    private final Simulator world;
    private final Promise<String> rang = Promise.promise();
    private final Future<CallReport> report;

    RingingCall(String yaml) {
      world = await(Simulator.start(vertx, SimulatorOptions.defaults().withPace(0)));
      HttpServer door = await(vertx
          .createHttpServer()
          .requestHandler(request -> request.body().onSuccess(body -> {
            rang.tryComplete(body.toJsonObject().getJsonObject("data").getString("call_id"));
            request.response().end();
          }))
          .listen(0, "127.0.0.1"));
      report = world.place(
          Script.parse("name: test\nfrom: anonymous\nto: \"+15550100001\"\nlimit: 10s\n" + yaml),
          URI.create("http://127.0.0.1:" + door.actualPort() + "/"));
    }

    String call() {
      return await(rang.future());
    }

    void theirs(Consumer<CallService> request) {
      CallsOracleIT.theirs(world.baseUrl(), "sk-test", request);
    }

    CallReport report() {
      return await(report);
    }
  }
}
