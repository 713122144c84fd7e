package dev.frontdesk;

import dev.frontdesk.accept.AcceptanceVerticle;
import dev.frontdesk.accept.EndpointTestsVerticle;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.metrics.DatabasePulse;
import dev.frontdesk.metrics.LoopLag;
import dev.frontdesk.metrics.NodeMeters;
import dev.frontdesk.metrics.OutboxPulse;
import dev.frontdesk.policy.Breaker;
import dev.frontdesk.session.CallRegistry;
import dev.frontdesk.session.Drain;
import dev.frontdesk.session.SharedRegistry;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.takeover.Membership;
import dev.frontdesk.transfer.TransfersVerticle;
import dev.frontdesk.twilio.DoorCounts;
import dev.frontdesk.twilio.NumbersVerticle;
import dev.frontdesk.twilio.StreamTokens;
import dev.frontdesk.twilio.TextsVerticle;
import dev.frontdesk.webhook.WebhookCounts;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the gateway's verticles, wires them, deploys those of this process. */
public final class Gateway {
  private static final int SESSION_INSTANCES = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE / 2;

  /** Others read twice a second who drains, and a claim that names this node may take a second to be written. */
  private static final Duration NAMED_NO_LONGER_AFTER = Duration.ofSeconds(2);

  private final Parts parts;
  private final Roles roles;
  private final List<String> deployed = new ArrayList<>();
  private @Nullable Future<Integer> drained;

  private Gateway(Parts parts, Consumer<Router> more) {
    this.parts = parts;
    this.roles = new Roles(parts, more);
  }

  /**
   * @param more routes that share the call port
   * @return the gateway, taking calls; fails if a port is in use
   */
  public static Future<Gateway> start(
      Vertx vertx,
      GatewaySettings settings,
      Database database,
      Directory directory,
      Consumer<Router> more) {
    return start(vertx, bus(vertx), settings, database, directory, more);
  }

  /** As above, on a bus that others speak on too. */
  public static Future<Gateway> start(
      Vertx vertx,
      Bus bus,
      GatewaySettings settings,
      Database database,
      Directory directory,
      Consumer<Router> more) {
    return start(vertx, bus, settings, database, directory, more, Observation.none());
  }

  /** As above, watched. */
  public static Future<Gateway> start(
      Vertx vertx,
      Bus bus,
      GatewaySettings settings,
      Database database,
      Directory directory,
      Consumer<Router> more,
      Observation observation) {
    var parts = new Parts(vertx, bus, settings, database, directory, observation);
    var gateway = new Gateway(parts, more);
    gateway.show();
    return gateway.deploy().map(gateway);
  }

  /** The bus of {@code vertx}; there is one. */
  public static Bus bus(Vertx vertx) {
    return new Bus(vertx, Parts.codec());
  }

  /** Port on which webhooks are taken; as asked for, or the free one that was found. */
  public int port() {
    return roles.webhooksBuilt().isEmpty()
        ? parts.settings.port()
        : roles.webhooksBuilt().get(0).actualPort();
  }

  /** Facts wait in the spool, or settings may be old: calls are answered all the same. */
  public boolean isDegraded() {
    return parts.isDegraded();
  }

  /** Whether this node alone does not reach the database: what comes here is better sent to the others. */
  public boolean isCutOff() {
    return parts.keeper.isCutOff();
  }

  /** How the providers of voices stand, for {@code /health}: how many endpoints are not asked, or tried again just now. */
  public Map<String, Integer> providers() {
    return parts.standing();
  }

  /** Calls of some endpoint go elsewhere: to another, to people, to voicemail. */
  public boolean isAProviderDown() {
    return parts.breakers.in(Breaker.State.OPEN) > 0;
  }

  /** What became of the deliveries so far. */
  public WebhookCounts webhookCounts() {
    return parts.webhookCounts;
  }

  /** What became of the carrier's requests so far. */
  public DoorCounts carrierCounts() {
    return parts.doorCounts;
  }

  /** Takes the tokens of media streams. */
  public StreamTokens streamTokens() {
    return parts.streamTokens;
  }

  /** How many calls of lost nodes were taken over here. */
  public long callsTakenOver() {
    return parts.takeovers.taken();
  }

  /** Whether it gives its calls to other nodes and is given none. */
  public boolean isDraining() {
    return parts.peers.isDraining();
  }

  /** How many calls are driven here. */
  public int calls() {
    return parts.held.count();
  }

  /**
   * Gives every call to another node and takes no more, as far as there is one; deliveries are answered on. To be asked more than once:
   * it happens once.
   *
   * @param wait how long calls may stay that nobody can take
   * @return how many are left; 0: this node may be stopped and nobody notices
   */
  public synchronized Future<Integer> drain(Duration wait) {
    if (drained == null) {
      drained = begin(wait);
    }
    return drained;
  }

  private Future<Integer> begin(Duration wait) {
    parts.peers.drain();
    long begun = System.nanoTime();
    var drain = new Drain(
        parts.vertx,
        parts.settings.node(),
        parts.held,
        parts.database.leases(),
        parts.database.claims(),
        () -> heardByAll(begun) && parts.deciding.isIdle());
    return parts
        .keeper
        .seen()
        .recover(away -> Future.succeededFuture())
        .compose(told -> parts.peers.yieldsOffers()
            ? Future.join(roles.acceptancesBuilt().stream()
                .map(AcceptanceVerticle::yieldOffers)
                .toList())
            : Future.succeededFuture())
        .recover(cause -> Future.succeededFuture())
        .compose(told -> drain.run(wait));
  }

  /** Whether no node can be left that names this one as the owner of a new call. */
  private boolean heardByAll(long begun) {
    return !parts.vertx.isClustered()
        || System.nanoTime() - begun > NAMED_NO_LONGER_AFTER.toNanos();
  }

  /** Stops taking calls first, writes down what is open last. */
  public Future<Void> stop() {
    Future<Void> stopped = Future.succeededFuture();
    for (int i = deployed.size() - 1; i >= 0; i--) {
      String id = deployed.get(i);
      stopped = stopped.compose(done -> parts.vertx.undeploy(id));
    }
    return stopped
        .compose(done -> parts.database.leases().release(parts.settings.node()))
        .recover(cause -> Future.succeededFuture());
  }

  private void show() {
    var meters = new NodeMeters(parts.observation.meters());
    meters.calls(parts.held);
    meters.lease(parts.lease);
    meters.journal(parts.journalHealth);
    meters.takeovers(parts.takeovers);
    meters.reaper(parts.reaperCount);
    meters.webhooks(parts.webhookCounts);
    meters.twilio(parts.doorCounts);
    meters.media(parts.mediaCount);
    meters.outbox(parts.outboxCount);
    meters.afterCalls(parts.afterCallCount);
    parts.breakers.show(meters);
    parts.clusterCount.show(meters);
    meters.gauge(
        "frontdesk.cut.off",
        "1 while this node does not reach the database and others may: its calls go to them.",
        parts.keeper,
        kept -> kept.isCutOff() ? 1 : 0);
    meters.gauge(
        "frontdesk.degraded",
        "1 while facts wait in the spool or settings may be old.",
        this,
        gateway -> gateway.isDegraded() ? 1 : 0);
  }

  private Future<Void> deploy() {
    Future<CallRegistry> registry = parts.vertx.isClustered()
        ? SharedRegistry.open(parts.vertx, parts.codec, parts.settings.node())
        : Future.succeededFuture(CallRegistry.ALONE);
    return registry
        .compose(opened -> ClusterMembership.open(
                parts.vertx, parts.settings.node(), parts.clusterCount)
            .compose(membership -> kept(membership)
                .compose(kept -> gauges())
                .compose(done -> journalAndSessions(opened, membership))))
        .compose(done -> role(
            Role.TRANSFERS,
            1,
            () -> new TransfersVerticle(parts.bus, parts.providers, roles.moving())))
        .compose(done -> role(
            Role.NOTIFICATIONS,
            1,
            () -> new TextsVerticle(
                parts.bus, parts.database.texts(), parts.providers, parts.rest, parts.urls)))
        .compose(done -> role(Role.NOTIFICATIONS, 1, roles::notifications))
        .compose(done -> role(
            Role.NOTIFICATIONS,
            1,
            () -> new OutboxPulse(parts.directory.outbox(), parts.observation.meters())))
        .compose(done -> role(Role.NOTIFICATIONS, 1, roles::afterCalls))
        .compose(done -> role(Role.NOTIFICATIONS, 1, roles::recordings))
        .compose(done -> role(Role.ACCEPTANCE, 1, roles::acceptance))
        .compose(done -> role(
            Role.ACCEPTANCE,
            1,
            () -> new EndpointTestsVerticle(
                parts.bus, parts.directory, parts.providers, parts.outward)))
        .compose(done -> role(
            Role.ACCEPTANCE,
            1,
            () -> new NumbersVerticle(parts.bus, parts.directory, parts.providers, parts.rest)))
        .compose(done -> role(Role.WEBHOOKS, 1, roles::webhooks));
  }

  private Future<Void> kept(Membership membership) {
    membership.onGone(parts.witnesses::gone);
    membership.onGone(parts.bus::gone);
    return deploy(1, () -> parts.keeper);
  }

  private Future<Void> journalAndSessions(CallRegistry registry, Membership membership) {
    return role(Role.SESSIONS, 1, roles::journal)
        .compose(done -> role(
            Role.SESSIONS,
            1,
            () -> new RetentionKeeper(parts.database.retention(), RetentionKeeper.EVERY)))
        .compose(done -> role(Role.SESSIONS, SESSION_INSTANCES, () -> roles.sessions(registry)))
        .compose(done -> role(Role.SESSIONS, 1, () -> roles.takeover(membership)))
        .compose(done -> role(Role.SESSIONS, 1, roles::reaper));
  }

  private Future<Void> gauges() {
    return deploy(1, () -> new DatabasePulse(parts.database, parts.observation.meters()))
        .compose(done -> deploy(
            VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE,
            () -> new LoopLag(parts.observation.meters())));
  }

  private Future<Void> role(Role role, int instances, Supplier<Deployable> verticle) {
    if (!parts.settings.roles().contains(role)) {
      return Future.succeededFuture();
    }
    return deploy(instances, verticle);
  }

  private Future<Void> deploy(int instances, Supplier<Deployable> verticle) {
    return parts
        .vertx
        .deployVerticle(verticle, new DeploymentOptions().setInstances(Math.max(1, instances)))
        .onSuccess(deployed::add)
        .mapEmpty();
  }

  /** How long one lease in the database lasts beyond the node's own, so that the node always knows first. */
  static final Duration SEEN_BY_OTHERS_LONGER = Duration.ofMillis(1_500);
}
