package dev.frontdesk.store;

import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.Secret;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.store.SecretVault.Owner;
import dev.frontdesk.store.SecretVault.WrappedKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's MCP servers and what they are authorized with. */
public final class McpServerStore {
  private static final String COLUMNS =
      "SELECT label, description, url, connector, allowed_tools FROM mcp_server ";
  private static final String LIST = COLUMNS + "WHERE {own} ORDER BY label";
  private static final String BY_LABEL = COLUMNS + "WHERE {own} AND label = $2";
  private static final String UPSERT = """
      INSERT INTO mcp_server (tenant_id, agency_id, label, description, url, connector, allowed_tools)
      SELECT id, agency_id, $2, $3, $4, $5, $6 FROM tenant WHERE id = $1
      ON CONFLICT (tenant_id, label) DO UPDATE SET description = excluded.description, url = excluded.url,
        connector = excluded.connector, allowed_tools = excluded.allowed_tools
      """;
  private static final String DELETE = "DELETE FROM mcp_server WHERE {own} AND label = $2";
  private static final String OWNER =
      "SELECT tenant_id, agency_id FROM mcp_server WHERE {own} AND label = $2";
  private static final String PLACE =
      "SELECT place FROM mcp_server_secret WHERE {own} AND label = $2";
  private static final String SEALED = """
      SELECT s.place, s.sealed, k.wrapped, k.master_version
      FROM (SELECT * FROM mcp_server_secret WHERE {own} AND label = $2) s JOIN data_key k ON k.id = s.data_key_id
      """;
  private static final String ADD_SECRET = """
      INSERT INTO mcp_server_secret (tenant_id, agency_id, label, place, sealed, data_key_id)
      SELECT tenant_id, agency_id, label, $3, $4, $5 FROM mcp_server WHERE {own} AND label = $2
      """;
  private static final String REMOVE_SECRET =
      "DELETE FROM mcp_server_secret WHERE {own} AND label = $2";

  private final Scope scope;

  McpServerStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * What a server is authorized with.
   *
   * @param place origin or connector, the only one it is sent for
   */
  public record Authorization(String place, Secret secret) {}

  public Future<List<McpServer>> list() {
    return scope.list("list MCP servers", LIST, McpServerStore::server);
  }

  public Future<Optional<McpServer>> byLabel(String label) {
    return scope.first("find MCP server", BY_LABEL, McpServerStore::server, label);
  }

  /** Adds a server, or changes the one with its label. */
  public Future<Void> save(McpServer server) {
    return scope
        .run(
            "save MCP server",
            UPSERT,
            server.label(),
            server.description(),
            server.url(),
            server.connector(),
            server.allowedTools().toArray(String[]::new))
        .mapEmpty();
  }

  public Future<Boolean> delete(String label) {
    return scope.touched("delete MCP server", DELETE, label);
  }

  /** What its authorization is for; empty if it has none. What it says is never told. */
  public Future<Optional<String>> authorizedPlace(String label) {
    return scope.first("find MCP authorization", PLACE, row -> row.getString("place"), label);
  }

  /** Puts an authorization in place of the one there is; false if there is no such server here. */
  public Future<Boolean> authorize(String label, Authorization given, SecretVault vault) {
    return removeAuthorization(label)
        .compose(removed -> scope.first("find MCP server", OWNER, OwnerKeys.DataOwner::of, label))
        .compose(owner -> owner.isEmpty()
            ? Future.succeededFuture(false)
            : new OwnerKeys(scope, vault)
                .seal(owner.get(), given.secret())
                .compose(closed -> scope.touched(
                    "add MCP authorization",
                    ADD_SECRET,
                    label,
                    given.place(),
                    closed.bytes(),
                    closed.key())));
  }

  public Future<Boolean> removeAuthorization(String label) {
    return scope.touched("remove MCP authorization", REMOVE_SECRET, label);
  }

  /** @param vault null: secrets stay closed, and this fails if there is one */
  public Future<Optional<Authorization>> authorization(String label, @Nullable SecretVault vault) {
    Owner owner = Owner.of(new TenantId(scope.owner()));
    return scope.first("open MCP authorization", SEALED, row -> opened(owner, row, vault), label);
  }

  private static Authorization opened(Owner owner, Row row, @Nullable SecretVault vault) {
    if (vault == null) {
      throw new IllegalStateException("no master key: secrets stay closed");
    }
    try {
      var key =
          WrappedKey.of(row.getBuffer("wrapped").getBytes(), row.getInteger("master_version"));
      return new Authorization(
          row.getString("place"), vault.open(owner, key, row.getBuffer("sealed").getBytes()));
    } catch (SecretVault.Unreadable e) {
      throw new IllegalStateException("the authorization of an MCP server does not open", e);
    }
  }

  private static McpServer server(Row row) {
    return new McpServer(
        row.getString("label"),
        row.getString("description"),
        row.getString("url"),
        row.getString("connector"),
        List.of(row.getArrayOfStrings("allowed_tools")));
  }
}
