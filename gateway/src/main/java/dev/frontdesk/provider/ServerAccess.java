package dev.frontdesk.provider;

import dev.frontdesk.model.OpenedServer;
import dev.frontdesk.model.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** MCP servers with what authorizes us there: asked for with each session that is made by dialling, and kept nowhere. */
@FunctionalInterface
public interface ServerAccess {
  ServerAccess NONE = (tenant, labels) -> Future.succeededFuture(List.of());

  /** @return those of the tenant with one of {@code labels}; fails if they cannot be read */
  Future<List<OpenedServer>> of(TenantId tenant, Set<String> labels);
}
