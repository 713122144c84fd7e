package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Alert;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.PhoneNumber;
import dev.frontdesk.simulator.carrier.Sids;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.carrier.stream.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all calls of the account share. To be used on one event loop only. */
public final class Exchange {
  private static final int MAX_FRAME_BYTES = 4 << 20;

  private final Vertx vertx;
  private final CarrierOptions options;
  private final Sids sids;
  private final CallbackClient callbacks;
  private final WebSocketClient sockets;
  private final Ticker ticker;
  private final Map<String, Leg> legs = new LinkedHashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, PhoneNumber> numbers = new LinkedHashMap<>();
  private final List<Webhook> webhooks = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final Recordings recordings = new Recordings(this);
  private String base = "";
  private int speakers;

  public Exchange(Vertx vertx, CarrierOptions options) {
    this.vertx = vertx;
    this.options = options;
    sids = new Sids(options.seed());
    callbacks = new CallbackClient(vertx, options);
    sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxConnections(1 << 16)
        .setMaxFrameSize(MAX_FRAME_BYTES)
        .setMaxMessageSize(MAX_FRAME_BYTES));
    ticker = new Ticker(vertx);
  }

  public CarrierOptions options() {
    return options;
  }

  public Sids sids() {
    return sids;
  }

  public Optional<Leg> leg(String sid) {
    return Optional.ofNullable(legs.get(sid));
  }

  /** All calls there ever were, in order. */
  public List<Leg> legs() {
    return List.copyOf(legs.values());
  }

  /** The account's numbers, by E.164. */
  public Map<String, PhoneNumber> numbers() {
    return numbers;
  }

  /** All requests to the gateway, in the order in which they were answered. */
  public List<Webhook> webhooks() {
    return webhooks;
  }

  /** What went wrong outside of any call, or in one. */
  public List<Alert> alerts() {
    return alerts;
  }

  public Future<Void> close() {
    legs().forEach(leg -> leg.end(CallStatus.FAILED, "closed"));
    return callbacks.close().compose(closed -> sockets.close());
  }

  /** What lets a second leg show this caller's number. */
  public String token(String from) {
    String token = "{\"parentCallInfoToken\":\"" + sids.next("") + "\"}";
    tokens.put(token, from);
    return token;
  }

  /** Whose number a token lets one show; empty if it is not one of ours. */
  public Optional<String> tokenOf(String token) {
    return Optional.ofNullable(tokens.get(token));
  }

  /** The person gives up after so long. */
  public void hangUpAfter(Leg leg, Duration limit) {
    long timer = vertx.setTimer(
        Math.max(1, limit.toMillis()), late -> leg.end(CallStatus.COMPLETED, "caller"));
    leg.atEnd(() -> vertx.cancelTimer(timer));
  }

  public Recordings recordings() {
    return recordings;
  }

  /** The root of its REST API, once it listens. */
  public String base() {
    return base;
  }

  public void listensAt(String root) {
    base = root;
  }

  void connect(Leg leg) {
    legs.put(leg.sid(), leg);
  }

  CallbackClient callbacks() {
    return callbacks;
  }

  WebSocketClient sockets() {
    return sockets;
  }

  Ticker ticker() {
    return ticker;
  }

  int nextSpeaker() {
    return ++speakers;
  }

  /** Runs an action after so many seconds of the carrier's, which {@link CarrierOptions#pace} may make shorter. */
  void after(double seconds, Runnable action) {
    afterMs(Math.round(seconds * 1000 * options.pace()), action);
  }

  /** Runs an action after so many real milliseconds. */
  void afterMs(long ms, Runnable action) {
    if (ms <= 0) {
      vertx.runOnContext(turn -> action.run());
    } else {
      vertx.setTimer(ms, timer -> action.run());
    }
  }
}
