package dev.frontdesk;

import dev.frontdesk.accept.Deciding;
import dev.frontdesk.aftercall.AfterCallCount;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.RecordCodec;
import dev.frontdesk.bus.Witnesses;
import dev.frontdesk.journal.JournalHealth;
import dev.frontdesk.media.MediaCount;
import dev.frontdesk.media.Streams;
import dev.frontdesk.metrics.CallMeters;
import dev.frontdesk.metrics.ProviderMeters;
import dev.frontdesk.notify.OutboxCount;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.policy.Breaker;
import dev.frontdesk.provider.Guarded;
import dev.frontdesk.provider.Provider;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.realtime.BridgeClient;
import dev.frontdesk.provider.realtime.BridgedParts;
import dev.frontdesk.provider.realtime.RealtimeProvider;
import dev.frontdesk.provider.realtime.RealtimeState;
import dev.frontdesk.session.CallWatch;
import dev.frontdesk.session.DoubtLog;
import dev.frontdesk.session.Fetching;
import dev.frontdesk.session.HeldCalls;
import dev.frontdesk.session.Lease;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.Directory;
import dev.frontdesk.takeover.ReaperCount;
import dev.frontdesk.takeover.Restraint;
import dev.frontdesk.takeover.TakeoverCount;
import dev.frontdesk.twilio.BoundStream;
import dev.frontdesk.twilio.DoorCounts;
import dev.frontdesk.twilio.DoorUrls;
import dev.frontdesk.twilio.IssuedTokens;
import dev.frontdesk.twilio.SharedTokens;
import dev.frontdesk.twilio.TwilioProvider;
import dev.frontdesk.twilio.TwilioRest;
import dev.frontdesk.twilio.TwilioSignature;
import dev.frontdesk.webhook.WebhookCounts;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a node is made of and its verticles share. */
final class Parts {
  /** How long a call waits for its media stream when that was lost. */
  private static final Duration STREAM_COMES_BACK_WITHIN = Duration.ofSeconds(8);

  final Vertx vertx;
  final GatewaySettings settings;
  final Database database;
  final Directory directory;
  final InstantSource clock = InstantSource.system();
  final RecordCodec codec = codec();
  final HeldCalls held = new HeldCalls();
  final JournalHealth journalHealth = new JournalHealth();
  final WebhookCounts webhookCounts = new WebhookCounts();
  final TakeoverCount takeovers = new TakeoverCount();
  final ReaperCount reaperCount = new ReaperCount();
  final OutboxCount outboxCount = new OutboxCount();
  final AfterCallCount afterCallCount = new AfterCallCount();
  final ClusterCount clusterCount = new ClusterCount();
  final Deciding deciding = new Deciding(System::nanoTime);
  final Bus bus;
  final Lease lease;
  final Witnesses witnesses;
  final Restraint restraint;
  final Peers peers;
  final LeaseKeeper keeper;
  final Providers providers;
  final @Nullable DoorUrls urls;
  final TwilioRest rest;
  final IssuedTokens streamTokens;
  final DoorCounts doorCounts = new DoorCounts();
  final MediaCount mediaCount = new MediaCount();
  final Streams mediaStreams;
  final Breakers breakers = new Breakers(Breaker.Rules.DEFAULTS, clock);
  final KnownVoices voices;
  final OutwardClient outward;
  final Observation observation;
  final CallWatch watch;

  Parts(
      Vertx vertx,
      Bus bus,
      GatewaySettings settings,
      Database database,
      Directory directory,
      Observation observation) {
    this.observation = observation;
    this.watch = CallWatch.both(
        CallWatch.both(new DoubtLog(), new CallMeters(observation.meters(), takeovers)),
        observation.traces());
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
    } else {
      this.mediaStreams.onArrival((call, nobody) -> nobody.run());
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
    this.streamTokens = new IssuedTokens(
        vertx, database.streamTokens(), new SharedTokens(vertx, codec), new SecureRandom());
  }

  static RecordCodec codec() {
    return new RecordCodec(List.of(RealtimeState.class));
  }

  /** Facts wait in the spool, or settings may be old: calls are answered all the same. */
  boolean isDegraded() {
    return journalHealth.isSpooling() || directory.stale();
  }

  /** How the providers of voices stand, for {@code /health}: how many endpoints are not asked, or tried again just now. */
  Map<String, Integer> standing() {
    return Map.of(
        "open", breakers.in(Breaker.State.OPEN), "halfOpen", breakers.in(Breaker.State.HALF_OPEN));
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
            lease::asOfNow),
        realtime.test(),
        realtime.text());
  }

  boolean isGenuine(BoundStream bound, String path, String signature) {
    return urls != null
        && providers
            .of(bound.endpoint())
            .map(known -> TwilioSignature.of(known.endpoint())
                .webSocket(urls.publicUrl().replaceFirst("^http", "ws") + path, signature))
            .orElse(false);
  }
}
