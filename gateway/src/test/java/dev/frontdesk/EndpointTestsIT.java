package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.EndpointTestAsked;
import dev.frontdesk.bus.BusMessage.EndpointTested;
import dev.frontdesk.bus.BusMessage.EndpointTested.Finding;
import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.store.EndpointStore.Kind;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Endpoints of an agency are tested against a simulated provider, a server that refuses, and places where no request may go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointTestsIT {
  private static final AgencyId AGENCY = AgencyId.of("00000000-0000-0000-0000-00000000000a");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
  private static final String WRONG = "sk-planted-and-wrong";

  private final Vertx vertx = Vertx.vertx();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private Simulator provider;
  private TestGateway desk;
  private int port;

  @BeforeAll
  void open() {
    provider = TestGateway.await(Simulator.start(vertx, SimulatorOptions.defaults()));
    port = TestGateway.await(
            vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"))
        .actualPort();
    String simulated = provider.baseUrl().replaceAll("^http://|/v1$", "");
    desk = new TestGateway(
        settings -> settings.with(OutwardAllow.of(simulated + ",127.0.0.1:1,127.0.0.1:" + port)),
        VAULT,
        0);
  }

  @AfterAll
  void close() {
    desk.close();
    TestGateway.await(provider.close());
    TestGateway.await(vertx.close());
  }

  @Test
  void aProviderThatKnowsTheKeyWorks() {
    assertEquals(Finding.WORKS, test(provider.baseUrl(), "sk-test").finding());
  }

  @Test
  void aWrongKeyIsNamedAndNotRepeated() {
    EndpointTested tested = test(provider.baseUrl(), WRONG);
    assertEquals(Finding.BAD_KEY, tested.finding());
    assertFalse(tested.reason().contains(WRONG), tested.reason());
  }

  @Test
  void aServerIsAskedForSomethingThatChangesNothing() {
    test("http://127.0.0.1:" + port + "/v1/", "sk-mine");
    assertEquals(List.of("GET /v1/models/gpt-realtime-2.1 Bearer sk-mine"), seen);
  }

  @Test
  void eachStatusHasItsName() {
    assertEquals(Finding.FORBIDDEN, test(answering(403), WRONG).finding());
    assertEquals(Finding.NOT_FOUND, test(answering(404), WRONG).finding());
    assertEquals(Finding.LIMITED, test(answering(429), WRONG).finding());
    EndpointTested moved = test(answering(302), WRONG);
    assertEquals(Finding.UNEXPECTED, moved.finding());
    assertEquals("the provider answered 302", moved.reason());
  }

  @Test
  void whoIsNotThereIsNamed() {
    assertEquals(Finding.UNREACHABLE, test("http://127.0.0.1:1/v1", WRONG).finding());
    assertEquals(Finding.TLS, test("https://127.0.0.1:" + port + "/v1", WRONG).finding());
    assertEquals(Finding.NO_KEY, test(provider.baseUrl(), "").finding());
  }

  @Test
  void whatIsNotPublicIsNotAsked() {
    assertEquals(Finding.NOT_PUBLIC, test("https://169.254.169.254/v1", WRONG).finding());
    assertEquals(Finding.NOT_PUBLIC, test("https://localhost/v1", WRONG).finding());
    assertEquals(Finding.NOT_PUBLIC, test(desk.world.baseUrl(), "sk-test").finding());
  }

  private String answering(int status) {
    return "http://127.0.0.1:" + port + "/" + status;
  }

  private void answer(HttpServerRequest request) {
    String first = request.path().split("/", -1)[1];
    if (first.equals("v1")) {
      seen.add(request.method() + " " + request.path() + " " + request.getHeader("authorization"));
    }
    request
        .response()
        .setStatusCode(first.equals("v1") ? 200 : Integer.parseInt(first))
        .putHeader("location", provider.baseUrl() + "/models/x")
        .end("{\"error\":{\"message\":\"no\"}}");
  }

  /** @param key blank: none is kept */
  private EndpointTested test(String baseUrl, String key) {
    EndpointId endpoint = TestGateway.await(desk.database.inAgency(
        AGENCY, stores -> stores.endpoints().create("openai", "tried", baseUrl, null)));
    if (!key.isEmpty()) {
      TestGateway.await(desk.database.inAgency(
          AGENCY,
          stores -> stores.endpoints().addSecret(endpoint, Kind.API_KEY, Secret.of(key), VAULT)));
    }
    return TestGateway.await(desk.bus.ask(
        Address.ENDPOINT_TEST,
        new EndpointTestAsked(endpoint),
        EndpointTested.class,
        Duration.ofSeconds(15)));
  }
}
