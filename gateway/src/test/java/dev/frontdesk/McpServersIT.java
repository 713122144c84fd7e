package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.store.McpServerStore.Authorization;
import dev.frontdesk.store.SecretVault;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A call is accepted with the MCP servers that its profile names; the provider alone is told what authorizes them. Contacts are looked up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpServersIT {
  private static final TenantId BAKERY = TenantId.of("00000000-0000-0000-0000-0000000000b1");
  private static final Secret TOKEN = Secret.of("planted-token-of-the-shop");
  private static final Secret CONSENT = Secret.of("planted-token-of-the-mailbox");
  private static final SecretVault VAULT =
      SecretVault.of(Secret.of(Base64.getEncoder().encodeToString(new byte[32])));

  private TestGateway desk;

  @BeforeAll
  void open() {
    desk = new TestGateway(settings -> settings, VAULT, 0);
    save(new McpServer(
        "stock", "What is there.", "https://shop.example/mcp", null, List.of("find")));
    save(new McpServer("unnamed", "", null, "connector_gmail", List.of("search_email")));
    save(new McpServer("mail", "", null, "connector_gmail", List.of("search_email", "read_email")));
    TestGateway.await(desk.database.inTenant(
        BAKERY,
        stores -> stores
            .mcpServers()
            .authorize("stock", new Authorization("https://shop.example", TOKEN), VAULT)
            .compose(kept -> stores
                .mcpServers()
                .authorize("mail", new Authorization("connector_gmail", CONSENT), VAULT))));
    desk.server.run("""
        UPDATE profile_version SET state = 'archived' WHERE state = 'published';
        INSERT INTO profile_version (tenant_id, agency_id, version, state, prompt, greeting, tools)
        SELECT tenant_id, agency_id, 2, 'published', prompt, greeting, '{get_current_time,lookup_caller,stock,mail}'
        FROM profile_version WHERE version = 1;
        INSERT INTO contact (tenant_id, agency_id, number, name, notes)
        SELECT id, agency_id, '+421911222333', 'Petra Malá', 'owes us money' FROM tenant WHERE id = '%s'
        """.formatted(BAKERY.value()));
    TestGateway.await(desk.directory.refresh());
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void theProviderIsToldOfTheNamedServerAndNobodyElseOfItsToken() {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Is there bread?
        - agent: Yes.
        - hang-up
        """);
    assertEquals(List.of(), report.broken());
    JsonNode tools = tools(report);
    assertEquals(4, tools.size(), tools::toString);
    JsonNode mcp = labelled("stock", tools);
    assertEquals("mcp", mcp.path("type").asText());
    assertEquals("stock", mcp.path("server_label").asText());
    assertEquals("https://shop.example/mcp", mcp.path("server_url").asText());
    assertEquals("find", mcp.path("allowed_tools").path(0).asText());
    assertEquals("never", mcp.path("require_approval").asText());
    assertEquals(TOKEN.reveal(), mcp.path("authorization").asText());
    desk.eventually(
        "SELECT 1 FROM call WHERE ended_at IS NOT NULL AND provider_call_id = '" + report.callId()
            + "'",
        rows -> rows.size() == 1);
    for (String table : List.of("call_fact", "call", "call_claim", "outbox")) {
      assertFalse(
          desk.server
              .ask("SELECT t::text FROM " + table + " t")
              .toString()
              .matches("(?s).*(%s|%s).*".formatted(TOKEN.reveal(), CONSENT.reveal())),
          table);
    }
  }

  @Test
  void aConnectorOfTheProviderIsNamedByItsIdAndHasWhatWasGivenForIt() throws IOException {
    String connector = """
        {"type": "mcp", "server_label": "mail", "connector_id": "%s", %s
         "allowed_tools": ["search_email", "read_email"], "require_approval": "never"}""";
    assertEquals(
        new JsonMapper()
            .readTree(connector.formatted(
                "connector_gmail", "\"authorization\": \"" + CONSENT.reveal() + "\",")),
        labelled("mail", tools(placed())));

    // What was given for one mailbox is not shown to another.
    var outlook = new McpServer(
        "mail", "", null, "connector_outlookemail", List.of("search_email", "read_email"));
    save(outlook);
    TestGateway.await(desk.directory.refresh());
    try {
      assertEquals(
          new JsonMapper().readTree(connector.formatted("connector_outlookemail", "")),
          labelled("mail", tools(placed())));
    } finally {
      save(new McpServer(
          "mail", "", null, "connector_gmail", List.of("search_email", "read_email")));
      TestGateway.await(desk.directory.refresh());
    }
  }

  private CallReport placed() {
    var report = desk.place("steps: [ greeting, hang-up ]");
    assertEquals(List.of(), report.broken());
    return report;
  }

  private static JsonNode tools(CallReport report) {
    JsonNode session = report.session();
    return session == null ? MissingNode.getInstance() : session.path("tools");
  }

  private static JsonNode labelled(String label, JsonNode tools) {
    for (JsonNode tool : tools) {
      if (tool.path("server_label").asText().equals(label)) {
        return tool;
      }
    }
    return MissingNode.getInstance();
  }

  @Test
  void aContactIsFoundByNameAndNumberWithoutWhatIsPrivate() {
    lookup("{ name: petra }", "Petra Malá");
    lookup("{ number: \"0911 222 333\" }", "Petra Malá");
    lookup("{ name: nobody }", "Nobody like that is known");
    assertFalse(desk.server
        .ask("SELECT data::text FROM call_fact WHERE kind = 'tool.answered'")
        .toString()
        .matches("(?s).*(owes us money|911222333).*"));
  }

  private void lookup(String arguments, String expected) {
    var report = desk.place("""
        steps:
        - greeting
        - caller: Do you know me?
        - tool: lookup_caller
          with: %s
        - agent: I see.
        - hang-up
        expect: { tool-output: { lookup_caller: "%s" } }
        """.formatted(arguments, expected));
    assertEquals(List.of(), report.broken());
  }

  private void save(McpServer server) {
    TestGateway.await(
        desk.database.inTenant(BAKERY, stores -> stores.mcpServers().save(server)));
  }
}
