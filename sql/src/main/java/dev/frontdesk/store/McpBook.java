package dev.frontdesk.store;

import dev.frontdesk.model.McpServer;
import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MCP servers as calls use them: as they are now. May be used from any thread. */
public final class McpBook {
  private final Database database;
  private final @Nullable SecretVault vault;

  McpBook(Database database, @Nullable SecretVault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * What an authorization is bound to.
   *
   * @throws IllegalArgumentException if its address is none
   */
  public static String place(McpServer server) {
    if (server.connector() != null) {
      return server.connector();
    }
    var url = URI.create(String.valueOf(server.url()));
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  /** Those with one of {@code labels}, in a stable order; one whose authorization was given for another place has none. */
  public Future<List<OpenedServer>> named(TenantId tenant, Set<String> labels) {
    return database.inTenant(
        tenant,
        stores -> stores.mcpServers().list().compose(all -> {
          Future<List<OpenedServer>> opened = Future.succeededFuture(new ArrayList<>());
          for (McpServer server : all) {
            if (labels.contains(server.label())) {
              opened =
                  opened.compose(before -> opened(stores.mcpServers(), server).map(each -> {
                    before.add(each);
                    return before;
                  }));
            }
          }
          return opened.map(List::copyOf);
        }));
  }

  private Future<OpenedServer> opened(McpServerStore store, McpServer server) {
    return store
        .authorization(server.label(), vault)
        .map(found -> new OpenedServer(
            server,
            found
                .filter(each -> each.place().equals(place(server)))
                .map(McpServerStore.Authorization::secret)
                .orElse(null)));
  }
}
