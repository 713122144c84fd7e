package dev.frontdesk;

import dev.frontdesk.accept.AcceptanceVerticle;
import dev.frontdesk.accept.CallerBook;
import dev.frontdesk.accept.Deciding;
import dev.frontdesk.accept.Desk;
import dev.frontdesk.accept.EndpointTestsVerticle;
import dev.frontdesk.accept.LoadBook;
import dev.frontdesk.accept.Previews;
import dev.frontdesk.accept.Reoffers;
import dev.frontdesk.accept.Ringing;
import dev.frontdesk.aftercall.AfterCallCount;
import dev.frontdesk.aftercall.AfterCallVerticle;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.journal.JournalHealth;
import dev.frontdesk.journal.JournalVerticle;
import dev.frontdesk.media.MediaCount;
import dev.frontdesk.media.MediaDoor;
import dev.frontdesk.media.Streams;
import dev.frontdesk.metrics.CallMeters;
import dev.frontdesk.metrics.DatabasePulse;
import dev.frontdesk.metrics.LoopLag;
import dev.frontdesk.metrics.NodeMeters;
import dev.frontdesk.metrics.OutboxPulse;
import dev.frontdesk.metrics.ProviderMeters;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.notify.Chats;
import dev.frontdesk.notify.NotificationsVerticle;
import dev.frontdesk.notify.OutboxCount;
import dev.frontdesk.notify.Senders;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.policy.Breaker;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.provider.Guarded;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.realtime.BridgeClient;
import dev.frontdesk.provider.realtime.BridgedParts;
import dev.frontdesk.provider.realtime.Models;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.provider.realtime.RealtimeState;
import dev.frontdesk.provider.realtime.TranscriptionApi;
import dev.frontdesk.session.CallRegistry;
import dev.frontdesk.session.CallWatch;
import dev.frontdesk.session.Drain;
import dev.frontdesk.session.Fetching;
import dev.frontdesk.session.HeldCalls;
import dev.frontdesk.session.Lease;
import dev.frontdesk.session.SessionsVerticle;
import dev.frontdesk.session.SharedRegistry;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.takeover.Membership;
import dev.frontdesk.takeover.ReaperCount;
import dev.frontdesk.takeover.ReaperVerticle;
import dev.frontdesk.takeover.Restraint;
import dev.frontdesk.takeover.TakeoverCount;
import dev.frontdesk.takeover.TakeoverVerticle;
import dev.frontdesk.transfer.Moving;
import dev.frontdesk.transfer.TransfersVerticle;
import dev.frontdesk.twilio.BoundStream;
import dev.frontdesk.twilio.Claiming;
import dev.frontdesk.twilio.DoorCounts;
import dev.frontdesk.twilio.DoorUrls;
import dev.frontdesk.twilio.Doors;
import dev.frontdesk.twilio.IssuedTokens;
import dev.frontdesk.twilio.NumbersVerticle;
import dev.frontdesk.twilio.RecordingsVerticle;
import dev.frontdesk.twilio.StreamTokens;
import dev.frontdesk.twilio.TextDoor;
import dev.frontdesk.twilio.TextsVerticle;
import dev.frontdesk.twilio.TwilioDoor;
import dev.frontdesk.twilio.TwilioProvider;
import dev.frontdesk.twilio.TwilioRest;
import dev.frontdesk.twilio.TwilioSignature;
import dev.frontdesk.webhook.Claims;
import dev.frontdesk.webhook.ClaimsInMemory;
import dev.frontdesk.webhook.Reception;
import dev.frontdesk.webhook.SharedClaims;
import dev.frontdesk.webhook.WebhookCounts;
import dev.frontdesk.webhook.WebhooksVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the gateway's verticles, wires them, deploys those of this process. */
public final class Gateway {
  private static final int SESSION_INSTANCES = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE / 2;

  /** Others read twice a second who drains, and a claim that names this node may take a second to be written. */
  private static final Duration NAMED_NO_LONGER_AFTER = Duration.ofSeconds(2);

  /** How long a call waits for its media stream when that was lost. */
  private static final Duration STREAM_COMES_BACK_WITHIN = Duration.ofSeconds(8);

  private final Vertx vertx;
  private final GatewaySettings settings;
  private final Database database;
  private final Directory directory;
  private final InstantSource clock = InstantSource.system();
  private final RecordCodec codec = codec();
  private final HeldCalls held = new HeldCalls();
  private final JournalHealth journalHealth = new JournalHealth();
  private final WebhookCounts webhookCounts = new WebhookCounts();
  private final TakeoverCount takeovers = new TakeoverCount();
  private final ReaperCount reaperCount = new ReaperCount();
  private final OutboxCount outboxCount = new OutboxCount();
  private final AfterCallCount afterCallCount = new AfterCallCount();
  private final ClusterCount clusterCount = new ClusterCount();
  private final List<String> deployed = new ArrayList<>();
  private final List<WebhooksVerticle> webhooks = new ArrayList<>();
  private final List<AcceptanceVerticle> acceptances = new ArrayList<>();
  private final Deciding deciding = new Deciding(System::nanoTime);
  private final Consumer<Router> more;
  private final Bus bus;
  private final Lease lease;
  private final Witnesses witnesses;
  private final Restraint restraint;
  private final Peers peers;
  private final LeaseKeeper keeper;
  private final Providers providers;
  private final @Nullable DoorUrls urls;
  private final TwilioRest rest;
  private final IssuedTokens streamTokens;
  private final DoorCounts doorCounts = new DoorCounts();
  private final MediaCount mediaCount = new MediaCount();
  private final Streams mediaStreams;
  private final Breakers breakers = new Breakers(Breaker.Rules.DEFAULTS, clock);
  private final KnownVoices voices;
  private final OutwardClient outward;
  private final Observation observation;
  private final CallWatch watch;

  private @Nullable Future<Integer> drained;

  private Gateway(
      Vertx vertx,
      Bus bus,
      GatewaySettings settings,
      Database database,
      Directory directory,
      Consumer<Router> more,
      Observation observation) {
    this.more = more;
    this.observation = observation;
    this.watch =
        CallWatch.both(new CallMeters(observation.meters(), takeovers), observation.traces());
    this.vertx = vertx;
    this.settings = settings;
    this.database = database;
    this.directory = directory;
    this.bus = bus;
    this.outward = new OutwardClient(vertx, settings.outward());
    this.lease = new Lease(System::nanoTime, settings.lease());
    this.witnesses = new Witnesses(settings.node(), bus, System::nanoTime);
    this.restraint = new Restraint(System::nanoTime, settings.lease());
    this.peers =
        new Peers(settings.node(), settings.roles().contains(Role.SESSIONS), database.leases());
    this.keeper = new LeaseKeeper(
        lease, database.leases(), settings, bus, peers, witnesses, restraint, System::nanoTime);
    this.voices = new KnownVoices(settings.defaultEndpoint(), directory);
    Provider realtime = ProviderMeters.timed(
        RealtimeProvider.create(
            vertx, settings.voice(), settings.dialledHeader(), settings.textModel()),
        observation.meters());
    this.mediaStreams = new Streams(vertx);
    if (settings.roles().contains(Role.SESSIONS)) {
      this.mediaStreams.onArrival(
          new Fetching(vertx, settings.node(), bus, database.claims(), held)::fetch);
    }
    String publicUrl = settings.carrier().publicUrl();
    this.urls = publicUrl == null ? null : new DoorUrls(publicUrl);
    this.rest = new TwilioRest(vertx, outward, RandomGenerator.of("L64X128MixRandom"));
    Provider twilio =
        TwilioProvider.create(bridged(realtime), rest, urls == null ? new DoorUrls("") : urls);
    this.providers = new KnownProviders(
        Stream.of(settings.defaultEndpoint(), settings.carrier().endpoint())
            .flatMap(Optional::stream)
            .toList(),
        directory,
        Map.of(realtime.name(), Guarded.by(breakers, realtime), twilio.name(), twilio));
    this.streamTokens = new IssuedTokens(database.streamTokens(), new SecureRandom());
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
    var gateway = new Gateway(vertx, bus, settings, database, directory, more, observation);
    gateway.show();
    return gateway.deploy().map(gateway);
  }

  /** The bus of {@code vertx}; there is one. */
  public static Bus bus(Vertx vertx) {
    return new Bus(vertx, codec());
  }

  private static RecordCodec codec() {
    return new RecordCodec(List.of(RealtimeState.class));
  }

  /** Port on which webhooks are taken; as asked for, or the free one that was found. */
  public int port() {
    return webhooks.isEmpty() ? settings.port() : webhooks.get(0).actualPort();
  }

  /** Facts wait in the spool, or settings may be old: calls are answered all the same. */
  public boolean isDegraded() {
    return journalHealth.isSpooling() || directory.stale();
  }

  /** How the providers of voices stand, for {@code /health}: how many endpoints are not asked, or tried again just now. */
  public Map<String, Integer> providers() {
    return Map.of(
        "open", breakers.in(Breaker.State.OPEN), "halfOpen", breakers.in(Breaker.State.HALF_OPEN));
  }

  /** Calls of some endpoint go elsewhere: to another, to people, to voicemail. */
  public boolean isAProviderDown() {
    return breakers.in(Breaker.State.OPEN) > 0;
  }

  /** What became of the deliveries so far. */
  public WebhookCounts webhookCounts() {
    return webhookCounts;
  }

  /** What became of the carrier's requests so far. */
  public DoorCounts carrierCounts() {
    return doorCounts;
  }

  /** The voice model with the sound of its calls passing through us. */
  private Provider bridged(Provider realtime) {
    BridgedParts parts = BridgedParts.of(settings.voice());
    var conversations =
        new JournalledConversations(database.journal(), database.moves(), codec, settings.node());
    return new Provider(
        realtime.name(),
        parts.capabilities(),
        realtime.webhooks(),
        parts.sessions(),
        realtime.control(),
        parts.model(),
        new BridgeClient(
            vertx,
            mediaStreams,
            voices,
            breakers,
            conversations,
            directory.servers()::named,
            STREAM_COMES_BACK_WITHIN,
            lease::isRunning),
        realtime.test(),
        realtime.text());
  }

  private MediaDoor mediaDoor() {
    return new MediaDoor(streamTokens, this::isGenuine, mediaStreams, mediaCount, clock);
  }

  private boolean isGenuine(BoundStream bound, String path, String signature) {
    return urls != null
        && providers
            .of(bound.endpoint())
            .map(known -> TwilioSignature.of(known.endpoint())
                .webSocket(urls.publicUrl().replaceFirst("^http", "ws") + path, signature))
            .orElse(false);
  }

  /** Takes the tokens of media streams. */
  public StreamTokens streamTokens() {
    return streamTokens;
  }

  /** How many calls of lost nodes were taken over here. */
  public long callsTakenOver() {
    return takeovers.taken();
  }

  /** Whether it gives its calls to other nodes and is given none. */
  public boolean isDraining() {
    return peers.isDraining();
  }

  /** How many calls are driven here. */
  public int calls() {
    return held.count();
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
    peers.drain();
    long begun = System.nanoTime();
    var drain = new Drain(
        vertx,
        settings.node(),
        held,
        database.leases(),
        database.claims(),
        () -> heardByAll(begun) && deciding.isIdle());
    return keeper
        .seen()
        .recover(away -> Future.succeededFuture())
        .compose(told -> peers.yieldsOffers()
            ? Future.join(
                acceptances.stream().map(AcceptanceVerticle::yieldOffers).toList())
            : Future.succeededFuture())
        .recover(cause -> Future.succeededFuture())
        .compose(told -> drain.run(wait));
  }

  /** Whether no node can be left that names this one as the owner of a new call. */
  private boolean heardByAll(long begun) {
    return !vertx.isClustered() || System.nanoTime() - begun > NAMED_NO_LONGER_AFTER.toNanos();
  }

  /** Stops taking calls first, writes down what is open last. */
  public Future<Void> stop() {
    Future<Void> stopped = Future.succeededFuture();
    for (int i = deployed.size() - 1; i >= 0; i--) {
      String id = deployed.get(i);
      stopped = stopped.compose(done -> vertx.undeploy(id));
    }
    return stopped
        .compose(done -> database.leases().release(settings.node()))
        .recover(cause -> Future.succeededFuture());
  }

  private void show() {
    var meters = new NodeMeters(observation.meters());
    meters.calls(held);
    meters.lease(lease);
    meters.journal(journalHealth);
    meters.takeovers(takeovers);
    meters.reaper(reaperCount);
    meters.webhooks(webhookCounts);
    meters.twilio(doorCounts);
    meters.media(mediaCount);
    meters.outbox(outboxCount);
    meters.afterCalls(afterCallCount);
    breakers.show(meters);
    clusterCount.show(meters);
    meters.gauge(
        "frontdesk.cut.off",
        "1 while this node does not reach the database and others may: its calls go to them.",
        keeper,
        kept -> kept.isCutOff() ? 1 : 0);
    meters.gauge(
        "frontdesk.degraded",
        "1 while facts wait in the spool or settings may be old.",
        this,
        gateway -> gateway.isDegraded() ? 1 : 0);
  }

  private Future<Void> deploy() {
    Future<CallRegistry> registry = vertx.isClustered()
        ? SharedRegistry.open(vertx, codec, settings.node())
        : Future.succeededFuture(CallRegistry.ALONE);
    return registry
        .compose(opened -> ClusterMembership.open(vertx, settings.node(), clusterCount)
            .compose(membership -> kept(membership)
                .compose(kept -> gauges())
                .compose(done -> journalAndSessions(opened, membership))))
        .compose(
            done -> role(Role.TRANSFERS, 1, () -> new TransfersVerticle(bus, providers, moving())))
        .compose(done -> role(
            Role.NOTIFICATIONS,
            1,
            () -> new TextsVerticle(bus, database.texts(), providers, rest, urls)))
        .compose(done -> role(Role.NOTIFICATIONS, 1, this::notifications))
        .compose(done -> role(
            Role.NOTIFICATIONS, 1, () -> new OutboxPulse(directory.outbox(), observation.meters())))
        .compose(done -> role(Role.NOTIFICATIONS, 1, this::afterCalls))
        .compose(done -> role(Role.NOTIFICATIONS, 1, this::recordings))
        .compose(done -> role(Role.ACCEPTANCE, 1, this::acceptance))
        .compose(done -> role(
            Role.ACCEPTANCE,
            1,
            () -> new EndpointTestsVerticle(bus, directory, providers, outward)))
        .compose(done ->
            role(Role.ACCEPTANCE, 1, () -> new NumbersVerticle(bus, directory, providers, rest)))
        .compose(done -> role(Role.WEBHOOKS, 1, this::webhooks));
  }

  private Future<Void> kept(Membership membership) {
    membership.onGone(witnesses::gone);
    return deploy(1, () -> keeper);
  }

  private Future<Void> journalAndSessions(CallRegistry registry, Membership membership) {
    return role(Role.SESSIONS, 1, this::journal)
        .compose(done -> role(
            Role.SESSIONS,
            1,
            () -> new RetentionKeeper(database.retention(), RetentionKeeper.EVERY)))
        .compose(done -> role(Role.SESSIONS, SESSION_INSTANCES, () -> sessions(registry)))
        .compose(done -> role(Role.SESSIONS, 1, () -> takeover(membership)))
        .compose(done -> role(Role.SESSIONS, 1, this::reaper));
  }

  private Future<Void> gauges() {
    return deploy(1, () -> new DatabasePulse(database, observation.meters()))
        .compose(done -> deploy(
            VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE, () -> new LoopLag(observation.meters())));
  }

  private Deployable journal() {
    return new JournalVerticle(
        settings.node(),
        bus,
        database,
        codec,
        settings.spoolFile(),
        settings.spoolBytes(),
        journalHealth,
        witnesses);
  }

  private Deployable sessions(CallRegistry registry) {
    return new SessionsVerticle(
        settings.node(),
        bus,
        codec,
        directory,
        database.claims(),
        database.journal(),
        providers,
        registry,
        lease,
        witnesses,
        clock,
        RandomGenerator.of("L64X128MixRandom"),
        held,
        outward,
        watch,
        peers::isDraining,
        deciding::isUnderWay);
  }

  private Deployable notifications() {
    return new NotificationsVerticle(
        settings.node(),
        directory.outbox(),
        new Senders(
            vertx,
            // Its own connections: webhooks that never answer hold up no tool of a call.
            new OutwardClient(vertx, settings.outward()),
            clock,
            RandomGenerator.of("L64X128MixRandom"),
            bus,
            new Chats(database.chats(), settings.node()),
            settings.mail()),
        NotificationsVerticle.EVERY,
        outboxCount);
  }

  private Deployable afterCalls() {
    return new AfterCallVerticle(
        settings.node(),
        database.afterCalls(),
        providers,
        AfterCallVerticle.EVERY,
        AfterCallVerticle.QUIET,
        afterCallCount);
  }

  private Deployable recordings() {
    return new RecordingsVerticle(
        settings.node(),
        database.recordings(),
        database.afterCalls(),
        providers,
        rest,
        new TranscriptionApi(vertx, transcription(), clock),
        (carrier, job) -> voices.of(carrier, job.tenant()).stream()
            .filter(each -> !breakers.isOpen(each.id()))
            .findFirst(),
        directory,
        RecordingsVerticle.EVERY);
  }

  /** Whoever wants no text model wants no other either. */
  private String transcription() {
    String model = settings.voice().transcriptionModel();
    return settings.textModel().isEmpty() ? "" : model == null ? Models.TRANSCRIPTION : model;
  }

  private Deployable takeover(Membership membership) {
    return new TakeoverVerticle(
        settings.node(),
        bus,
        database.claims(),
        database.leases(),
        membership,
        takeovers,
        restraint,
        peers::yieldsCalls);
  }

  private Deployable reaper() {
    return new ReaperVerticle(
        settings.node(),
        bus,
        database.reaper(),
        database.claims(),
        database.leases(),
        providers,
        journalHealth::isSpooling,
        ReaperVerticle.EVERY,
        reaperCount);
  }

  private Deployable acceptance() {
    var loads = new LoadBook(clock);
    var callers = new CallerBook(bus, clock);
    var desk = new Desk(
        directory,
        providers,
        loads,
        callers,
        new Ringing(bus, database.claims(), clock, settings.ringingBudget()),
        InstructionComposer.standard(),
        clock,
        settings.unknownNumberCode());
    var previews =
        new Previews(directory, providers, loads, callers, InstructionComposer.standard(), clock);
    var verticle = new AcceptanceVerticle(
        settings.node(),
        bus,
        desk,
        previews,
        loads,
        codec,
        callers,
        new Reoffers(database.claims(), codec, settings.node(), bus, peers::holding),
        deciding);
    acceptances.add(verticle);
    return verticle;
  }

  /** As {@link #desk}, of a carrier that waits for the answer. */
  private Address<CallOffered> answeringDesk(NodeId owner) {
    return peers.accepts(owner) ? Address.CALL_ASKED.on(owner) : Address.CALL_ASKED;
  }

  private static Future<Claiming.Held> claimed(Claims claims, Offer offer, String delivery) {
    return claims
        .claim(offer, "twilio.voice", delivery)
        .map(held -> new Claiming.Held(
            held.claimed().call(),
            held.claimed().epoch(),
            held.owner(),
            held.claimed().fresh()));
  }

  /** Who decides a call next to who holds it finds nobody else deciding it again. */
  private Address<CallOffered> desk(NodeId owner) {
    return peers.accepts(owner) ? Address.CALL_OFFERED.on(owner) : Address.CALL_OFFERED;
  }

  private Deployable webhooks() {
    var claims = new Claims(
        database.claims(),
        bus,
        codec,
        peers::next,
        UUID::randomUUID,
        witnesses,
        new ClaimsInMemory(),
        new SharedClaims(vertx));
    var reception = new Reception(providers, claims, bus, webhookCounts, clock, this::desk);
    var verticle = new WebhooksVerticle(
        settings.host(),
        settings.port(),
        Database.PLATFORM_ENDPOINT,
        reception,
        webhookCounts,
        clock,
        this::providers,
        router -> {
          door(claims).mount(router);
          new TextDoor(urls, providers, database.texts(), doorCounts).mount(router);
          more.accept(router);
        },
        mediaDoor()::before);
    webhooks.add(verticle);
    return verticle;
  }

  private Moving moving() {
    return new Moving(directory, providers, database.moves(), new SecureRandom(), clock);
  }

  private TwilioDoor door(Claims claims) {
    return new Doors(
            vertx,
            urls,
            providers,
            (offer, delivery) -> claimed(claims, offer, delivery),
            database.claims(),
            database.recordings(),
            directory,
            streamTokens,
            database.moves(),
            bus,
            codec,
            this::answeringDesk,
            doorCounts,
            rest,
            clock)
        .build();
  }

  private Future<Void> role(Role role, int instances, Supplier<Deployable> verticle) {
    if (!settings.roles().contains(role)) {
      return Future.succeededFuture();
    }
    return deploy(instances, verticle);
  }

  private Future<Void> deploy(int instances, Supplier<Deployable> verticle) {
    return vertx
        .deployVerticle(verticle, new DeploymentOptions().setInstances(Math.max(1, instances)))
        .onSuccess(deployed::add)
        .mapEmpty();
  }

  /** How long one lease in the database lasts beyond the node's own, so that the node always knows first. */
  static final Duration SEEN_BY_OTHERS_LONGER = Duration.ofSeconds(2);
}
