package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.carrier.CallerPlan;
import dev.frontdesk.simulator.carrier.CallerReport;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.line.Act;
import dev.frontdesk.simulator.model.ModelReport;
import dev.frontdesk.store.McpServerStore.Authorization;
import dev.frontdesk.store.SecretVault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call whose sound passes through us has the MCP servers that its profile names, as one by SIP has, also after its session was lost. */
class BridgedMcpServersIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final Secret TOKEN = Secret.of("planted-token-of-the-shop");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));
  private static final JsonObject STOCK = new JsonObject()
      .put("type", "mcp")
      .put("server_label", "stock")
      .put("server_url", "https://shop.example/mcp")
      .put("server_description", "What is there.")
      .put("authorization", TOKEN.reveal())
      .put("allowed_tools", new JsonArray().add("find"))
      .put("require_approval", "never");

  private final Vertx outside = Vertx.vertx();
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private final Carrier carrier = TestGateway.await(
      Carrier.start(outside, CarrierOptions.defaults().withPace(0.05).withRoute(this::routed)));
  private TestGateway desk;

  @BeforeEach
  void open() {
    desk = new TestGateway(
        settings -> settings.with(new CarrierSettings(
            Optional.of(TwilioCarrier.endpoint(carrier.baseUrl())), TwilioCarrier.PUBLIC)),
        VAULT,
        0);
    door = desk.webhook();
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores -> stores
            .mcpServers()
            .save(new McpServer(
                "stock", "What is there.", "https://shop.example/mcp", null, List.of("find")))
            .compose(saved -> stores
                .mcpServers()
                .save(
                    new McpServer("unnamed", "", null, "connector_gmail", List.of("search_email"))))
            .compose(saved -> stores
                .mcpServers()
                .authorize("stock", new Authorization("https://shop.example", TOKEN), VAULT))));
    desk.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, tools)
        SELECT tenant_id, agency_id, 2, 'published', prompt, greeting, '{get_current_time,stock}'
        FROM profile_version WHERE version = 1;
        INSERT INTO phone_number (e164, tenant_id, agency_id, endpoint_id) VALUES
          ('+15550100002', '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-00000000000a',
           '00000000-0000-0000-0000-000000000002');
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
  void theSessionHasTheNamedServerAndNobodyElseItsToken() {
    TestGateway.await(call(Act.heardOut(Duration.ofMillis(300)), Act.hangUp()));

    assertEquals(List.of(List.of(STOCK)), servers());
    desk.eventually("SELECT 1 FROM call WHERE ended_at IS NOT NULL", rows -> rows.size() == 1);
    for (String table : List.of("call_fact", "call", "call_claim", "outbox")) {
      assertFalse(
          desk.server
              .ask("SELECT t::text FROM " + table + " t")
              .toString()
              .contains(TOKEN.reveal()),
          table);
    }
  }

  @Test
  void theSessionAfterALostOneHasItToo() {
    Future<CallerReport> call = call(Act.told("[never]"));
    desk.eventually("SELECT body FROM utterance", found -> !found.isEmpty());
    TestGateway.await(desk.world.dropModels(1011, 0));

    TestGateway.eventually(
        this::servers, found -> found.equals(List.of(List.of(STOCK), List.of(STOCK))));
    TestGateway.await(carrier.close());
    TestGateway.await(call);
  }

  private Future<CallerReport> call(Act... acts) {
    return carrier.place(CallerPlan.call("+421900000001", TwilioCarrier.NUMBER, acts));
  }

  /** Of each session, in order. */
  private List<List<JsonObject>> servers() {
    return TestGateway.await(desk.world.modelSessions()).stream()
        .map(ModelReport::config)
        .map(config -> new JsonObject(config)
            .getJsonArray("tools", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(tool -> tool.getString("type").equals("mcp"))
                .toList())
        .toList();
  }

  private URI routed(URI address) {
    return URI.create((address.getPath().startsWith("/twilio/media/") ? "ws://" : "http://")
        + door.getRawAuthority()
        + address.getRawPath());
  }
}
