package dev.frontdesk.provider.realtime;

import dev.frontdesk.call.ToolCall;
import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.TenantId;
import dev.frontdesk.provider.Conversations;
import dev.frontdesk.provider.Conversations.Item;
import dev.frontdesk.provider.Conversations.Used;
import dev.frontdesk.provider.Leg;
import dev.frontdesk.provider.Legs;
import dev.frontdesk.provider.Outages;
import dev.frontdesk.provider.ServerAccess;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a session with the model for a call whose sound comes in over a leg of ours (openai.md 4). A session that is lost is lost: the
 * next one is told what was said before.
 */
public final class BridgeClient implements Sidebands {
  private static final Logger LOG = LoggerFactory.getLogger(BridgeClient.class);

  /** The carrier dials the stream once it has our TwiML. */
  private static final Duration STREAM_WITHIN = Duration.ofSeconds(10);

  private static final Duration THERE = Duration.ofMillis(1);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);
  private static final Duration SERVERS_WITHIN = Duration.ofMillis(500);

  private static final int CLOSED_WITHIN_SECONDS = 2;

  private final Vertx vertx;
  private final Legs legs;
  private final Voices voices;
  private final Outages outages;
  private final Conversations conversations;
  private final ServerAccess servers;
  private final Duration grace;
  private final Supplier<BooleanSupplier> licence;
  private final WebSocketClient client;

  /** Who may speak in a call. */
  @FunctionalInterface
  public interface Voices {
    /**
     * @param tenant whose call it is; null: not known yet
     * @return endpoints of the voice provider, the first one first; empty: none
     */
    List<Endpoint> of(Endpoint carrier, @Nullable TenantId tenant);
  }

  /**
   * @param voices who speaks in calls of a carrier's endpoint
   * @param servers those that sessions name
   * @param grace how long a call waits for its stream when that was lost
   * @param licence whether what this node takes now is still its own, to be asked for each frame of sound
   */
  public BridgeClient(
      Vertx vertx,
      Legs legs,
      Voices voices,
      Outages outages,
      Conversations conversations,
      ServerAccess servers,
      Duration grace,
      Supplier<BooleanSupplier> licence) {
    this.vertx = vertx;
    this.legs = legs;
    this.voices = voices;
    this.outages = outages;
    this.conversations = conversations;
    this.servers = servers;
    this.grace = grace;
    this.licence = licence;
    this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxFrameSize(Wire.LONGEST_FRAME)
        .setMaxMessageSize(Wire.LONGEST_FRAME)
        .setMaxConnections(100_000)
        .setTryUsePerMessageCompression(false)
        .setTcpNoDelay(true)
        .setClosingTimeout(CLOSED_WITHIN_SECONDS)
        .setConnectTimeout(BridgeDial.HANDSHAKE_MS));
  }

  @Override
  public Future<Sideband> attach(Target target) {
    return legs.of(target.providerCall(), STREAM_WITHIN)
        .compose(leg -> target.goesOn() ? told(target, leg) : opened(target, leg, List.of()));
  }

  @Override
  public Future<Sideband> probe(Target target) {
    boolean over = legs.isOver(target.providerCall());
    return again(target, over ? THERE : grace)
        .map(end -> end instanceof Sideband.Gone ? new Sideband.Gone(over) : end);
  }

  /** The session of another node ends with it; the next one begins once that node has let go, so that it is told all that was said. */
  @Override
  public Future<Sideband> beside(Target target) {
    return Future.succeededFuture(new Sideband.Failed("a bridged session has one node"));
  }

  @Override
  public boolean isBridged() {
    return true;
  }

  @Override
  public boolean isAnswering(Endpoint endpoint, TenantId tenant) {
    return voices.of(endpoint, tenant).stream().anyMatch(each -> !outages.isOpen(each.id()));
  }

  @Override
  public void leaves(Target target) {
    legs.leaves(target.providerCall());
  }

  @Override
  public void mayLeave(Target target) {
    legs.mayLeave(target.providerCall());
  }

  @Override
  public void cut(Target target) {
    legs.cut(target.providerCall());
  }

  @Override
  public void abandon(Target target) {
    legs.abandon(target.providerCall());
  }

  private Bridge.Keeper keeper(Target target) {
    BooleanSupplier licensed = licence.get();
    return new Bridge.Keeper() {
      @Override
      public Future<@Nullable Leg> anotherLeg() {
        return legs.of(target.providerCall(), grace).map(another -> another.orElse(null));
      }

      @Override
      public boolean mayDrive() {
        return licensed.getAsBoolean();
      }
    };
  }

  private Future<Sideband> again(Target target, Duration within) {
    return legs.of(target.providerCall(), within)
        .compose(leg -> leg.isEmpty() ? opened(target, leg, List.of()) : told(target, leg));
  }

  /** With what was said and done before. */
  private Future<Sideband> told(Target target, Optional<Leg> leg) {
    return conversations
        .of(target.call())
        .timeout(TOLD_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .recover(untold -> Future.succeededFuture(List.of()))
        .compose(told -> opened(target, leg, with(told, target.asked())));
  }

  /** A tool that is awaited answers by itself, even if the journal has its answer by now. */
  private static List<Item> with(List<Item> told, List<ToolCall> asked) {
    Set<String> awaited = asked.stream().map(ToolCall::id).collect(Collectors.toSet());
    return Stream.concat(
            told.stream()
                .filter(item ->
                    !(item instanceof Used used && awaited.contains(used.call().id()))),
            asked.stream().map(call -> new Used(call, null)))
        .toList();
  }

  private Future<Sideband> opened(Target target, Optional<Leg> leg, List<Item> before) {
    List<Endpoint> speakers = voices.of(target.endpoint(), target.tenant());
    if (leg.isEmpty()) {
      return Future.succeededFuture(new Sideband.Gone());
    }
    if (target
        .opening()
        .isEmpty()) { // with the provider's defaults anybody would answer the caller
      return Future.succeededFuture(new Sideband.Failed("how its session begins is lost"));
    }
    if (speakers.isEmpty()) {
      return Future.succeededFuture(new Sideband.Failed("no voice provider for this carrier"));
    }
    Context session = vertx.getOrCreateContext();
    return opening(target)
        .compose(opening -> dialled(target, leg.get(), speakers, opening, before, session));
  }

  /** Without the database a call goes on without its MCP servers. */
  private Future<BridgedOpening> opening(Target target) {
    BridgedOpening opening = BridgedOpening.of(target.opening());
    TenantId tenant = target.tenant();
    if (opening.servers().isEmpty() || tenant == null) {
      return Future.succeededFuture(opening);
    }
    return servers
        .of(tenant, opening.servers())
        .timeout(SERVERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(cause -> LOG.atWarn()
            .addKeyValue("call", target.call())
            .addKeyValue("tenant", tenant)
            .log("a session without MCP servers: {}", cause.getMessage()))
        .otherwise(List.of())
        .map(opening::with);
  }

  private Future<Sideband> dialled(
      Target target,
      Leg leg,
      List<Endpoint> speakers,
      BridgedOpening opening,
      List<Item> before,
      Context session) {
    Promise<Sideband> done = Promise.promise();
    leg.context().runOnContext(now -> {
      var bridge = new Bridge(vertx, session, leg, opening, before, keeper(target));
      new BridgeDial(vertx, client, outages, speakers, opening.model(), bridge)
          .first()
          .onSuccess(end -> session.runOnContext(back -> done.complete(end)));
    });
    return done.future();
  }
}
