package dev.frontdesk.store;

import dev.frontdesk.model.AgencyId;
import dev.frontdesk.model.AgencySettings;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.PhoneNumber;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.model.TenantSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of all tenants in memory, so that a call is answered without a query. Fresh within milliseconds of a change by the
 * database's notification, within two seconds by a poll when a notification is lost; with the database away it goes on with what
 * it knows. May be read from any thread.
 */
public final class Directory {
  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
  private static final String CHANNEL = "frontdesk_settings";
  private static final long POLL_MS = 2_000;
  private static final long RECONNECT_MS = 500;

  private final Vertx vertx;
  private final DirectoryRefresh refresh;
  private final PgSubscriber subscriber;
  private final ToolBook tools;
  private final KnowledgeSearch knowledge;
  private final CalendarBook calendars;
  private final McpBook servers;
  private final OutboxStore outbox;
  private long poll;

  private Directory(Vertx vertx, Database database, @Nullable SecretVault vault) {
    this.vertx = vertx;
    this.refresh = new DirectoryRefresh(database.settings(), new EndpointReader(vault));
    this.subscriber = PgSubscriber.subscriber(vertx, database.options());
    this.tools = new ToolBook(this::tenant, database, vault);
    this.knowledge = new KnowledgeSearch(database);
    this.calendars = new CalendarBook(database, vault);
    this.servers = new McpBook(database, vault);
    this.outbox = database.outbox(vault);
  }

  /**
   * Reads everything once, then keeps up.
   *
   * @param vault opens the endpoints' secrets; null: they stay closed, and those endpoints have none
   */
  public static Future<Directory> open(
      Vertx vertx, Database database, @Nullable SecretVault vault) {
    return open(vertx, database, vault, true);
  }

  /** For tests of the poll: without listening, every notification is lost. */
  static Future<Directory> open(
      Vertx vertx, Database database, @Nullable SecretVault vault, boolean listening) {
    var directory = new Directory(vertx, database, vault);
    return directory
        .refresh
        .whatChanged()
        .onSuccess(loaded -> directory.keepUp(listening))
        .map(directory);
  }

  /** The tenant for which {@code dialled} rings through {@code endpoint}; a number of another endpoint is nobody's. */
  public Optional<TenantSettings> byNumber(EndpointId endpoint, PhoneNumber dialled) {
    return refresh.known().byNumber(endpoint, dialled);
  }

  public Optional<TenantSettings> tenant(TenantId tenant) {
    return refresh.known().tenant(tenant);
  }

  public Optional<Endpoint> endpoint(EndpointId endpoint) {
    return refresh.known().endpoint(endpoint);
  }

  /** Those of any owner that are {@code wanted}, in no order. */
  public List<Endpoint> endpoints(Predicate<Endpoint> wanted) {
    return refresh.known().endpoints(wanted);
  }

  public Optional<AgencySettings> agency(AgencyId agency) {
    return refresh.known().agency(agency);
  }

  /** The HTTP tools of all tenants. */
  public ToolBook tools() {
    return tools;
  }

  /** What the receptionists of all tenants know. */
  public KnowledgeSearch knowledge() {
    return knowledge;
  }

  /** The calendars of all tenants. */
  public CalendarBook calendars() {
    return calendars;
  }

  /** The MCP servers of all tenants. */
  public McpBook servers() {
    return servers;
  }

  /** What webhooks are to be told. */
  public OutboxStore outbox() {
    return outbox;
  }

  /** How many tenants are known. */
  public int size() {
    return refresh.known().tenants().size();
  }

  /** True while the last attempt to keep up has failed: what is here may be older than the database. */
  public boolean stale() {
    return refresh.failed();
  }

  /** Looks at once for anything that has changed. */
  public Future<Void> refresh() {
    return refresh.whatChanged();
  }

  public Future<Void> close() {
    vertx.cancelTimer(poll);
    return subscriber.close();
  }

  private void keepUp(boolean listening) {
    poll = vertx.setPeriodic(POLL_MS, tick -> look());
    if (!listening) {
      return;
    }
    subscriber.reconnectPolicy(attempt -> RECONNECT_MS);
    subscriber
        .channel(CHANNEL)
        // What was notified while we were not connected is lost: look at everything, and at the
        // endpoints whether or not they have
        // changed, for a secret that went under another master key leaves no revision.
        .subscribeHandler(subscribed -> {
          look();
          refresh
              .endpointsAgain()
              .onFailure(cause -> LOG.atDebug().setCause(cause).log("endpoints not read again"));
        })
        .handler(this::changed);
    subscriber
        .connect()
        .onFailure(
            cause -> LOG.atWarn().setCause(cause).log("not listening for settings, only polling"));
  }

  private void changed(String id) {
    refresh
        .changed(UUID.fromString(id))
        .onFailure(
            cause -> LOG.atWarn().setCause(cause).log("a change of settings could not be read"));
  }

  private void look() {
    boolean wasStale = refresh.failed();
    refresh.whatChanged().onFailure(cause -> {
      if (!wasStale) {
        LOG.atWarn().setCause(cause).log("settings may be stale: answering with the last known");
      }
    });
  }
}
