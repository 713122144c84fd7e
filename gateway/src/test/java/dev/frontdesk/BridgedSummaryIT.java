package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.Secret;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.SimulatorOptions;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.Brain;
import dev.frontdesk.simulator.model.ModelOptions;
import dev.frontdesk.simulator.provider.Reply;
import dev.frontdesk.simulator.provider.Texts;
import dev.frontdesk.store.EndpointStore.Kind;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call whose sound passed through us is summed up by a model of whoever speaks in the tenant's calls: its carrier has none. */
class BridgedSummaryIT {
  private static final AgencyId NORTH = AgencyId.of("00000000-0000-0000-0000-00000000000a");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
  private static final Reply WRITTEN = Texts.saying(
      "{\"summary\":\"Jana asked something.\",\"sentiment\":\"positive\",\"tags\":[\"question\"],\"follow_ups\":[]}");
  private static final String BY_MODEL =
      "Jana asked something. | positive | {known-caller,question} | gpt-5-mini";

  private static final ModelOptions QUICK =
      ModelOptions.defaults().with(WarmWorld.quickly(Brain.PLAIN));

  private final Vertx outside = Vertx.vertx();
  private final Simulator other =
      TestGateway.await(Simulator.start(outside, SimulatorOptions.defaults()));
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withPace(0.05).withRoute(this::at)));
  private @Nullable TestGateway opened;

  @AfterEach
  void close() {
    TestGateway.await(carrier.close());
    if (opened != null) {
      opened.close();
    }
    TestGateway.await(other.close());
    TestGateway.await(outside.close());
  }

  @Test
  void thePlatformsModelReadsWhatItsVoiceHeard() {
    TestGateway desk = open(true);
    desk.world.texts().answer(WRITTEN);

    call();

    assertEquals(List.of(BY_MODEL), summedUp(desk));
    String asked = desk.world.texts().asked().get(0);
    assertTrue(asked.contains("What the caller says the 1. time."), asked);
    assertEquals(
        List.of("1"), desk.server.ask("SELECT uses FROM call_usage WHERE kind = 'summary'"));
  }

  @Test
  void anAgencyWithItsOwnVoiceIsReadByThatAndByNobodyElse() {
    TestGateway desk = open(true);
    own(desk);
    other.texts().answer(WRITTEN);

    call();

    assertEquals(List.of(BY_MODEL), summedUp(desk));
    assertEquals(List.of(), desk.world.texts().asked());
  }

  @Test
  void onceNobodySpeaksForTheTenantRulesWrite() {
    TestGateway desk = open(false);
    EndpointId voice = own(desk);
    other.texts().answer(Reply.failing(429), Reply.failing(429));
    call();
    desk.eventually(
        "SELECT 1 FROM after_call WHERE leased_by IS NULL AND attempts = 1",
        rows -> rows.size() == 1);

    TestGateway.await(desk.database.inAgency(
        NORTH, stores -> stores.endpoints().removeSecrets(voice, Kind.API_KEY)));
    TestGateway.await(desk.directory.refresh());
    desk.server.run("UPDATE after_call SET due_at = now() - interval '1 min'");

    String rules = summedUp(desk).get(0);
    assertTrue(rules.startsWith("Jana called; the caller hung up after "), rules);
    assertTrue(rules.endsWith(" | unknown | {known-caller} | rules"), rules);
    assertEquals(2, other.texts().asked().size());
  }

  /** Greeted, speaks, is answered, hangs up. */
  private void call() {
    TestGateway.await(carrier.place(CallerPlan.call(
        "+421900000001",
        TwilioCarrier.NUMBER,
        Act.heardOut(Duration.ofMillis(300)),
        Act.speak(Duration.ofSeconds(1)),
        Act.silent(Duration.ofSeconds(1)),
        Act.heardOut(Duration.ofMillis(300)),
        Act.hangUp())));
  }

  private static List<String> summedUp(TestGateway desk) {
    return desk.eventually(
        "SELECT concat_ws(' | ', body, sentiment, tags, coalesce(model, 'rules')) FROM call_summary",
        rows -> rows.size() == 1);
  }

  /** @param platform whether the platform has a voice for those who have none of their own */
  private TestGateway open(boolean platform) {
    TestGateway.await(other.model(QUICK));
    var desk = new TestGateway(
        given -> spoken(given, platform ? given.defaultEndpoint() : Optional.empty()), VAULT, 0);
    opened = desk;
    TestGateway.await(desk.world.model(QUICK));
    door = desk.webhook();
    desk.server.run("""
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002')
        """);
    TestGateway.await(desk.directory.refresh());
    TestGateway.await(carrier.number(
        TwilioCarrier.NUMBER, URI.create(TwilioCarrier.PUBLIC + TwilioCarrier.VOICE)));
    return desk;
  }

  private GatewaySettings spoken(GatewaySettings given, Optional<Endpoint> platform) {
    return new GatewaySettings(
        given.node(),
        given.roles(),
        given.host(),
        given.port(),
        platform,
        given.voice(),
        given.dialledHeader(),
        given.spoolFile(),
        given.spoolBytes(),
        given.ringingBudget(),
        given.unknownNumberCode(),
        given.lease(),
        given.outward(),
        new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC));
  }

  /** The agency's own voice, at the other provider. */
  private EndpointId own(TestGateway desk) {
    EndpointId voice = TestGateway.await(desk.database.inAgency(
        NORTH, stores -> stores.endpoints().create("openai", "North", other.baseUrl(), null)));
    TestGateway.await(desk.database.inAgency(
        NORTH,
        stores -> stores.endpoints().addSecret(voice, Kind.API_KEY, Secret.of("sk-test"), VAULT)));
    TestGateway.await(desk.directory.refresh());
    return voice;
  }

  private URI at(URI address) {
    String scheme = address.getScheme().startsWith("ws") ? "ws" : "http";
    return URI.create(scheme + "://" + door.getRawAuthority() + address.getRawPath());
  }
}
