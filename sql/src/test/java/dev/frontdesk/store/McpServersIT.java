package dev.frontdesk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.Secret;
import dev.frontdesk.store.McpServerStore.Authorization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** MCP servers act as they are now; what authorizes them is sealed, and bound to where it was given for. */
@ExtendWith(PostgresExtension.class)
class McpServersIT {
  private final Database database;
  private final TestDatabase plain;
  private final House house;

  McpServersIT(Database database, TestDatabase plain) {
    this.database = database;
    this.plain = plain;
    this.house = House.withOwnEndpoint(database);
  }

  @Test
  void onlyThoseThatAreNamedAreOpened() {
    save(Furniture.mcpServer());
    save(new McpServer("mail", "", null, "connector_gmail", List.of("search_email")));
    assertEquals(List.of(), opened("other"));
    assertEquals(Furniture.mcpServer(), opened("shop").get(0).server());
    assertEquals(2, opened("shop", "mail").size());
  }

  @Test
  void anAuthorizationIsSealedAndNotSentElsewhere() {
    save(Furniture.mcpServer());
    var token = new Authorization("https://a.example", Secret.of("t0ken-of-the-shop"));
    Wait.on(database.inTenant(
        house.tenant(), stores -> stores.mcpServers().authorize("shop", token, Furniture.VAULT)));
    Secret found = opened("shop").get(0).authorization();
    assertEquals("t0ken-of-the-shop", found == null ? null : found.reveal());
    assertEquals(
        List.of("f"),
        plain.strings(
            "SELECT DISTINCT strpos(encode(sealed, 'escape'), 't0ken') > 0 FROM mcp_server_secret"));
    save(new McpServer("shop", "", "https://thief.example/mcp", null, List.of("stock")));
    assertNull(opened("shop").get(0).authorization());
  }

  private List<OpenedServer> opened(String... labels) {
    return Wait.on(new McpBook(database, Furniture.VAULT).named(house.tenant(), Set.of(labels)));
  }

  private void save(McpServer server) {
    Wait.on(database.inTenant(house.tenant(), stores -> stores.mcpServers().save(server)));
  }
}
