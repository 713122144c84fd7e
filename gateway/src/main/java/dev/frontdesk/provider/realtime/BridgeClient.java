package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Conversations;
import dev.frontdesk.provider.Conversations.Said;
import dev.frontdesk.provider.Leg;
import dev.frontdesk.provider.Legs;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Opens a session with the model for a call whose sound comes in over a leg of ours (openai.md 4). A session that is lost is lost: the
 * next one is told what was said before.
 */
public final class BridgeClient implements Sidebands {
  /** The carrier dials the stream once it has our TwiML. */
  private static final Duration STREAM_WITHIN = Duration.ofSeconds(10);

  private static final Duration THERE = Duration.ofMillis(1);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

  /** Of the provider's own library, up to what a caller waits for: 500 ms doubling. */
  private static final List<Integer> PAUSES_MS = List.of(0, 500, 1_000, 2_000);

  private static final int HANDSHAKE_MS = 5_000;
  private static final int CLOSED_WITHIN_SECONDS = 2;
  private static final int TOO_MANY = 429;

  private final Vertx vertx;
  private final Legs legs;
  private final Function<Endpoint, Optional<Endpoint>> voices;
  private final Conversations conversations;
  private final Duration grace;
  private final WebSocketClient client;

  /**
   * @param voices endpoint of the voice provider for calls of a carrier's endpoint; empty: none
   * @param grace how long a call waits for its stream when that was lost
   */
  public BridgeClient(
      Vertx vertx,
      Legs legs,
      Function<Endpoint, Optional<Endpoint>> voices,
      Conversations conversations,
      Duration grace) {
    this.vertx = vertx;
    this.legs = legs;
    this.voices = voices;
    this.conversations = conversations;
    this.grace = grace;
    this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxFrameSize(Wire.LONGEST_FRAME)
        .setMaxMessageSize(Wire.LONGEST_FRAME)
        .setMaxConnections(100_000)
        .setTryUsePerMessageCompression(false)
        .setTcpNoDelay(true)
        .setClosingTimeout(CLOSED_WITHIN_SECONDS)
        .setConnectTimeout(HANDSHAKE_MS));
  }

  @Override
  public Future<Sideband> attach(Target target) {
    return legs.of(target.providerCall(), STREAM_WITHIN)
        .compose(leg -> opened(target, leg, List.of()));
  }

  @Override
  public Future<Sideband> probe(Target target) {
    return again(target, legs.isOver(target.providerCall()) ? THERE : grace);
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
  public void leaves(Target target) {
    legs.leaves(target.providerCall());
  }

  private Future<Sideband> again(Target target, Duration within) {
    return legs.of(target.providerCall(), within)
        .compose(leg -> leg.isEmpty()
            ? opened(target, leg, List.of())
            : conversations
                .of(target.call())
                .timeout(TOLD_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .recover(untold -> Future.succeededFuture(List.of()))
                .compose(said -> opened(target, leg, said)));
  }

  private Future<Sideband> opened(Target target, Optional<Leg> leg, List<Said> said) {
    Optional<Endpoint> voice = voices.apply(target.endpoint());
    if (leg.isEmpty()) {
      return Future.succeededFuture(new Sideband.Gone());
    }
    if (voice.isEmpty()) {
      return Future.succeededFuture(new Sideband.Failed("no voice provider for this carrier"));
    }
    Context session = vertx.getOrCreateContext();
    Promise<Sideband> done = Promise.promise();
    leg.get().context().runOnContext(now -> {
      BridgedOpening opening = BridgedOpening.of(target.opening());
      var bridge = new Bridge(
          vertx,
          session,
          leg.get(),
          opening,
          said,
          () -> legs.of(target.providerCall(), grace).map(another -> another.orElse(null)));
      new Dialling(voice.get(), opening.model(), bridge)
          .next()
          .onSuccess(end -> session.runOnContext(back -> done.complete(end)));
    });
    return done.future();
  }

  /** The tries of one session. */
  private final class Dialling {
    private final Endpoint endpoint;
    private final String url;
    private final Bridge bridge;
    private int tries;

    Dialling(Endpoint endpoint, String model, Bridge bridge) {
      this.endpoint = endpoint;
      this.bridge = bridge;
      this.url = CallRequests.base(endpoint).replaceFirst("^http", "ws") + "/realtime?model="
          + URLEncoder.encode(model, StandardCharsets.UTF_8);
    }

    Future<Sideband> next() {
      int pause = PAUSES_MS.get(tries++);
      return pause == 0
          ? once()
          : vertx.timer(pause, TimeUnit.MILLISECONDS).compose(fired -> once());
    }

    private Future<Sideband> once() {
      var options = new WebSocketConnectOptions()
          .setAbsoluteURI(url)
          .addHeader("Authorization", "Bearer " + endpoint.apiKey().reveal())
          .setTimeout(HANDSHAKE_MS);
      return client.connect(options).map(this::joined).recover(this::failed);
    }

    private Sideband joined(WebSocket socket) {
      bridge.join(socket);
      if (!bridge.isOneLoop()) {
        throw new IllegalStateException("leg and model on different event loops");
      }
      return new Sideband.Attached(bridge);
    }

    private Future<Sideband> failed(Throwable cause) {
      int status = cause instanceof UpgradeRejectedException rejected ? rejected.getStatus() : 0;
      boolean passing = status == 0 || status == TOO_MANY || status >= 500;
      if (passing && tries < PAUSES_MS.size()) {
        return next();
      }
      String what =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      return Future.succeededFuture(
          new Sideband.Failed(status != 0 ? "HTTP " + status : ErrorBody.without(what, endpoint)));
    }
  }
}
