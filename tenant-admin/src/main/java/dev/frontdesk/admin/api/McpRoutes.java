package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.Secret;
import dev.frontdesk.outward.OutwardAllow;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.McpBook;
import dev.frontdesk.store.McpServerStore.Authorization;
import dev.frontdesk.store.SecretVault;
import dev.frontdesk.store.TenantStores;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/tools/mcp}: servers whose tools the voice provider runs itself. */
final class McpRoutes {
  private static final int MOST = 20;

  private final Database database;
  private final Writes writes;
  private final @Nullable SecretVault vault;
  private final OutwardAllow allow;

  McpRoutes(Database database, Writes writes, @Nullable SecretVault vault, OutwardAllow allow) {
    this.database = database;
    this.writes = writes;
    this.vault = vault;
    this.allow = allow;
  }

  void bind(Operations operations) {
    operations.on("listMcpServers", this::list);
    operations.on("getMcpServer", this::get);
    operations.on("saveMcpServer", this::save);
    operations.on("deleteMcpServer", this::delete);
  }

  private record Shown(
      String label,
      String description,
      @Nullable String url,
      @Nullable String connector,
      boolean authorized,
      List<String> allowedTools) {
    static Shown of(McpServer server, Optional<String> authorizedFor) {
      return new Shown(
          server.label(),
          server.description(),
          server.url(),
          server.connector(),
          authorizedFor.equals(Optional.of(McpBook.place(server))),
          server.allowedTools());
    }
  }

  private Future<Answer> list(Request request) {
    return database
        .inTenant(
            request.tenant(),
            stores -> stores
                .mcpServers()
                .list()
                .compose(all -> Future.all(
                        all.stream().map(each -> shown(stores, each)).toList())
                    .map(done -> done.<Shown>list())))
        .map(all -> request.pageOf(all, Shown::label, each -> each));
  }

  private Future<Answer> get(Request request) {
    return database
        .inTenant(request.tenant(), stores -> found(stores, request.path("server")))
        .map(found -> Answer.ok(found.orElseThrow(Fault.missing("MCP server"))));
  }

  private Future<Answer> save(Request request) {
    var edit = request.body(McpEdit.class);
    String label = request.path("server");
    McpServer server = edit.server("", label, allow);
    return writes.inTenant(
        request,
        stores -> found(stores, label).compose(before -> {
          request.mustMatch(before);
          return roomFor(stores, label, before.isPresent())
              .compose(room -> stores.mcpServers().save(server))
              .compose(saved -> authorized(stores, server, edit.authorization()))
              .compose(done -> found(stores, label))
              .map(after -> Change.updated(
                  "mcp",
                  label,
                  before.orElse(null),
                  after.orElseThrow(Fault.missing("MCP server"))));
        }));
  }

  private Future<Answer> delete(Request request) {
    String label = request.path("server");
    return writes.inTenant(
        request,
        stores -> found(stores, label).compose(found -> {
          var before = found.orElseThrow(Fault.missing("MCP server"));
          request.mustMatch(before);
          return ToolRoutes.inUse(stores, label)
              .compose(free -> stores.mcpServers().delete(label))
              .map(deleted -> Change.deleted("mcp", label, before));
        }));
  }

  private static Future<Void> roomFor(TenantStores stores, String label, boolean known) {
    return stores
        .mcpServers()
        .list()
        .compose(all -> stores.httpTools().byName(label).map(tool -> {
          if (tool.isPresent()) {
            throw new Fault(Kind.CONFLICT, "an HTTP tool has this name");
          }
          if (!known && all.size() >= MOST) {
            throw new Fault(Kind.CONFLICT, "a tenant has at most " + MOST + " MCP servers");
          }
          return null;
        }));
  }

  /** One that is kept stays bound to where it was given for; for another place it counts as none. */
  private Future<?> authorized(TenantStores stores, McpServer server, @Nullable String given) {
    if (given == null) {
      return Future.succeededFuture();
    }
    return vault == null
        ? Future.failedFuture(Fault.withoutVault())
        : stores
            .mcpServers()
            .authorize(
                server.label(), new Authorization(McpBook.place(server), Secret.of(given)), vault);
  }

  private static Future<Optional<Shown>> found(TenantStores stores, String label) {
    return stores
        .mcpServers()
        .byLabel(label)
        .compose(found -> found.isEmpty()
            ? Future.succeededFuture(Optional.<Shown>empty())
            : shown(stores, found.get()).map(Optional::of));
  }

  private static Future<Shown> shown(TenantStores stores, McpServer server) {
    return stores
        .mcpServers()
        .authorizedPlace(server.label())
        .map(place -> Shown.of(server, place));
  }
}
