package dev.frontdesk;

import dev.frontdesk.accept.AcceptanceVerticle;
import dev.frontdesk.accept.CallerBook;
import dev.frontdesk.accept.Desk;
import dev.frontdesk.accept.LoadBook;
import dev.frontdesk.accept.Openings;
import dev.frontdesk.accept.Previews;
import dev.frontdesk.accept.Reoffers;
import dev.frontdesk.accept.Ringing;
import dev.frontdesk.aftercall.AfterCallVerticle;
import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.CallOffered;
import dev.frontdesk.bus.Offer;
import dev.frontdesk.journal.JournalVerticle;
import dev.frontdesk.media.MediaDoor;
import dev.frontdesk.model.EndpointId;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.notify.Chats;
import dev.frontdesk.notify.NotificationsVerticle;
import dev.frontdesk.notify.Senders;
import dev.frontdesk.outward.OutwardClient;
import dev.frontdesk.policy.InstructionComposer;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.provider.realtime.Models;
import dev.frontdesk.provider.realtime.TranscriptionApi;
import dev.frontdesk.session.CallRegistry;
import dev.frontdesk.session.SessionsVerticle;
import dev.frontdesk.store.Database;
import dev.frontdesk.takeover.Membership;
import dev.frontdesk.takeover.ReaperVerticle;
import dev.frontdesk.takeover.TakeoverVerticle;
import dev.frontdesk.transfer.Moving;
import dev.frontdesk.twilio.Claiming;
import dev.frontdesk.twilio.Doors;
import dev.frontdesk.twilio.RecordingsVerticle;
import dev.frontdesk.twilio.TextDoor;
import dev.frontdesk.twilio.TwilioDoor;
import dev.frontdesk.webhook.Claims;
import dev.frontdesk.webhook.ClaimsInMemory;
import dev.frontdesk.webhook.Reception;
import dev.frontdesk.webhook.SharedClaims;
import dev.frontdesk.webhook.WebhooksVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Builds the verticles of each role. */
final class Roles {
  private final Parts parts;
  private final Consumer<Router> more;
  private final List<WebhooksVerticle> webhooks = new ArrayList<>();
  private final List<AcceptanceVerticle> acceptances = new ArrayList<>();

  /** @param more routes that share the call port */
  Roles(Parts parts, Consumer<Router> more) {
    this.parts = parts;
    this.more = more;
  }

  /** Those that were built. */
  List<WebhooksVerticle> webhooksBuilt() {
    return webhooks;
  }

  /** Those that were built. */
  List<AcceptanceVerticle> acceptancesBuilt() {
    return acceptances;
  }

  Deployable journal() {
    return new JournalVerticle(
        parts.settings.node(),
        parts.bus,
        parts.database,
        parts.codec,
        parts.settings.spoolFile(),
        parts.settings.spoolBytes(),
        parts.journalHealth,
        parts.witnesses);
  }

  Deployable sessions(CallRegistry registry) {
    return new SessionsVerticle(
        parts.settings.node(),
        parts.bus,
        parts.codec,
        parts.directory,
        parts.database.claims(),
        parts.database.journal(),
        parts.providers,
        registry,
        parts.lease,
        parts.witnesses,
        parts.clock,
        RandomGenerator.of("L64X128MixRandom"),
        parts.held,
        parts.outward,
        parts.watch,
        parts.peers::isDraining,
        parts.deciding::isUnderWay);
  }

  Deployable notifications() {
    return new NotificationsVerticle(
        parts.settings.node(),
        parts.directory.outbox(),
        new Senders(
            parts.vertx,
            // Its own connections: webhooks that never answer hold up no tool of a call.
            new OutwardClient(parts.vertx, parts.settings.outward()),
            parts.clock,
            RandomGenerator.of("L64X128MixRandom"),
            parts.bus,
            new Chats(parts.database.chats(), parts.settings.node()),
            parts.settings.mail()),
        NotificationsVerticle.EVERY,
        parts.outboxCount);
  }

  Deployable afterCalls() {
    return new AfterCallVerticle(
        parts.settings.node(),
        parts.database.afterCalls(),
        job -> reader(job.endpoint(), job.tenant()),
        AfterCallVerticle.EVERY,
        AfterCallVerticle.QUIET,
        parts.afterCallCount);
  }

  /** Of a call that came over a carrier, who speaks in the tenant's calls; one that failed lately only if there is no other. */
  private Optional<Connection> reader(EndpointId endpoint, TenantId tenant) {
    return parts
        .providers
        .of(endpoint)
        .flatMap(came -> came.provider().sidebands().isBridged()
            ? parts.voices.of(came.endpoint(), tenant).stream()
                .min(Comparator.comparing(each -> parts.breakers.isOpen(each.id())))
                .flatMap(voice -> parts.providers.of(voice.id()))
            : Optional.of(came));
  }

  Deployable recordings() {
    return new RecordingsVerticle(
        parts.settings.node(),
        parts.database.recordings(),
        parts.database.afterCalls(),
        parts.providers,
        parts.rest,
        new TranscriptionApi(parts.vertx, transcription(), parts.clock),
        (carrier, job) -> parts.voices.of(carrier, job.tenant()).stream()
            .filter(each -> !parts.breakers.isOpen(each.id()))
            .findFirst(),
        parts.directory,
        RecordingsVerticle.EVERY);
  }

  /** Whoever wants no text model wants no other either. */
  private String transcription() {
    String model = parts.settings.voice().transcriptionModel();
    return parts.settings.textModel().isEmpty() ? "" : model == null ? Models.TRANSCRIPTION : model;
  }

  Deployable takeover(Membership membership) {
    return new TakeoverVerticle(
        parts.settings.node(),
        parts.bus,
        parts.database.claims(),
        parts.database.leases(),
        membership,
        parts.takeovers,
        parts.restraint,
        parts.peers::yieldsCalls);
  }

  Deployable reaper() {
    return new ReaperVerticle(
        parts.settings.node(),
        parts.bus,
        parts.database.reaper(),
        parts.database.claims(),
        parts.database.leases(),
        parts.providers,
        parts.journalHealth::isSpooling,
        ReaperVerticle.EVERY,
        parts.reaperCount);
  }

  Deployable acceptance() {
    var loads = new LoadBook(parts.clock);
    var callers = new CallerBook(parts.bus, parts.clock);
    var desk = new Desk(
        parts.directory,
        parts.providers,
        loads,
        callers,
        new Ringing(
            parts.bus, parts.database.claims(), parts.clock, parts.settings.ringingBudget()),
        InstructionComposer.standard(),
        parts.clock,
        parts.settings.unknownNumberCode());
    var previews = new Previews(
        parts.directory,
        parts.providers,
        loads,
        callers,
        InstructionComposer.standard(),
        parts.clock);
    var openings = new Openings(
        parts.directory, parts.providers, loads, callers, InstructionComposer.standard());
    var verticle = new AcceptanceVerticle(
        parts.settings.node(),
        parts.bus,
        desk,
        previews,
        openings,
        loads,
        parts.codec,
        callers,
        new Reoffers(
            parts.database.claims(),
            parts.codec,
            parts.settings.node(),
            parts.bus,
            parts.peers::holding),
        parts.deciding);
    acceptances.add(verticle);
    return verticle;
  }

  /** As {@link #desk}, of a carrier that waits for the answer. */
  private Address<CallOffered> answeringDesk(NodeId owner) {
    return parts.peers.accepts(owner) ? Address.CALL_ASKED.on(owner) : Address.CALL_ASKED;
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
    return parts.peers.accepts(owner) ? Address.CALL_OFFERED.on(owner) : Address.CALL_OFFERED;
  }

  Deployable webhooks() {
    var claims = new Claims(
        parts.database.claims(),
        parts.bus,
        parts.codec,
        parts.peers::next,
        UUID::randomUUID,
        parts.witnesses,
        new ClaimsInMemory(),
        new SharedClaims(parts.vertx));
    var reception = new Reception(
        parts.providers, claims, parts.bus, parts.webhookCounts, parts.clock, this::desk);
    var verticle = new WebhooksVerticle(
        parts.settings.host(),
        parts.settings.port(),
        Database.PLATFORM_ENDPOINT,
        reception,
        parts.webhookCounts,
        parts.clock,
        parts::standing,
        router -> {
          door(claims).mount(router);
          new TextDoor(parts.urls, parts.providers, parts.database.texts(), parts.doorCounts)
              .mount(router);
          more.accept(router);
        },
        mediaDoor()::before);
    webhooks.add(verticle);
    return verticle;
  }

  Moving moving() {
    return new Moving(
        parts.directory, parts.providers, parts.database.moves(), new SecureRandom(), parts.clock);
  }

  private TwilioDoor door(Claims claims) {
    return new Doors(
            parts.vertx,
            parts.urls,
            parts.providers,
            (offer, delivery) -> claimed(claims, offer, delivery),
            parts.database.claims(),
            parts.database.recordings(),
            parts.directory,
            parts.streamTokens,
            parts.database.moves(),
            parts.bus,
            parts.codec,
            this::answeringDesk,
            parts.doorCounts,
            parts.rest,
            parts.clock)
        .build();
  }

  private MediaDoor mediaDoor() {
    return new MediaDoor(
        parts.streamTokens, parts::isGenuine, parts.mediaStreams, parts.mediaCount, parts.clock);
  }
}
