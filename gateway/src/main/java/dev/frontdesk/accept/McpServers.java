package dev.frontdesk.accept;

import dev.frontdesk.model.HttpTool;
import dev.frontdesk.model.Profile;
import dev.frontdesk.model.Reason;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.policy.BuiltInTools;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.store.McpBook;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the MCP servers that a profile names into the session that a call is accepted with, with their authorization: it is nowhere else, no
 * preview, hash or journal has it. Without the database a call is answered without them.
 */
final class McpServers {
  private static final Logger LOG = LoggerFactory.getLogger(McpServers.class);

  /** The phone rings meanwhile. */
  private static final Duration WITHIN = Duration.ofMillis(500);

  private final McpBook book;

  McpServers(McpBook book) {
    this.book = book;
  }

  /** Never fails. */
  Future<Answering> into(Answering answering, TenantId tenant, Profile profile, Provider provider) {
    Set<String> labels = labels(profile);
    if (labels.isEmpty()) {
      return Future.succeededFuture(answering);
    }
    return book.named(tenant, labels)
        .timeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .map(servers -> answering.with(provider.sessions().with(answering.session(), servers)))
        .recover(cause -> Future.succeededFuture(without(answering, tenant, cause)));
  }

  /** What is neither built in nor an HTTP tool. */
  private static Set<String> labels(Profile profile) {
    var labels = new HashSet<String>(profile.tools());
    labels.removeAll(BuiltInTools.NAMES);
    profile.httpTools().stream().map(HttpTool::name).forEach(labels::remove);
    return labels;
  }

  private static Answering without(Answering answering, TenantId tenant, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("tenant", tenant)
        .log("answered without MCP servers: {}", cause.getMessage());
    var reasons = new ArrayList<Reason>(answering.reasons());
    reasons.add(new Reason("mcp-unavailable", "the call is answered without its MCP servers"));
    return new Answering(
        answering.plan(),
        answering.session(),
        answering.forward(),
        answering.decision(),
        reasons,
        answering.plannedAt());
  }
}
