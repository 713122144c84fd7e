package dev.frontdesk.simulator.carrier.line;

import dev.frontdesk.simulator.carrier.Alert;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Form;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.PhoneNumber;
import dev.frontdesk.simulator.carrier.Sids;
import dev.frontdesk.simulator.carrier.SipPeer;
import dev.frontdesk.simulator.carrier.TextMessage;
import dev.frontdesk.simulator.carrier.Webhook;
import dev.frontdesk.simulator.carrier.stream.Ticker;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all calls of the account share. To be used on one event loop only. */
public final class Exchange {
  private static final int MAX_FRAME_BYTES = 4 << 20;
  private static final int NOT_FOUND = 404;
  private static final double SENDING_SECONDS = 1;

  private final Vertx vertx;
  private final CarrierOptions options;
  private final Sids sids;
  private final CallbackClient callbacks;
  private final WebSocketClient sockets;
  private final Ticker ticker;
  private final Map<String, Leg> legs = new LinkedHashMap<>();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, PhoneNumber> numbers = new LinkedHashMap<>();
  private final Map<String, PhoneNumber> domains = new HashMap<>();
  private final List<Webhook> webhooks = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final Recordings recordings = new Recordings(this);
  private final List<TextMessage> messages = new ArrayList<>();
  private final Rooms rooms = new Rooms(this);
  private final Map<String, Human> humans = new HashMap<>();
  private final List<List<String>> bridges = new ArrayList<>();
  private final Context context;
  private SipPeer sip = (from, to, headers, line) -> {
    line.refused(NOT_FOUND);
    return () -> {};
  };
  private String base = "";
  private int speakers;

  public Exchange(Vertx vertx, CarrierOptions options) {
    this.vertx = vertx;
    this.options = options;
    context = vertx.getOrCreateContext();
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

  /** The account's SIP domains, by host. */
  public Map<String, PhoneNumber> domains() {
    return domains;
  }

  /** What answers calls to a number of the account, or to a SIP address in one of its domains; null: nothing. */
  public @Nullable PhoneNumber answering(String to) {
    int host = to.startsWith("sip") ? to.indexOf('@') : -1;
    return host < 0 ? numbers.get(to) : domains.get(to.substring(host + 1));
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

  /** All text messages of the account, in order. */
  public List<TextMessage> messages() {
    return messages;
  }

  /** Sends a message off, and tells so: sent, then delivered; undelivered, if nobody is at that number. */
  public void deliver(String sid, @Nullable URI callback) {
    after(SENDING_SECONDS, () -> delivered(sid, "sent", callback));
    after(2 * SENDING_SECONDS, () -> delivered(sid, "", callback));
  }

  private void delivered(String sid, String status, @Nullable URI callback) {
    for (int i = 0; i < messages.size(); i++) {
      TextMessage message = messages.get(i);
      if (message.sid().equals(sid)) {
        boolean reached = humans.containsKey(message.to());
        TextMessage now =
            message.with(!status.isEmpty() ? status : reached ? "delivered" : "undelivered");
        messages.set(i, now);
        if (callback != null) {
          tell(callback, now);
        }
      }
    }
  }

  private void tell(URI callback, TextMessage message) {
    Form form = Form.of(
        "MessageSid",
        message.sid(),
        "MessageStatus",
        message.status(),
        "From",
        message.from(),
        "To",
        message.to(),
        "AccountSid",
        options.accountSid());
    Form all = message.status().equals("undelivered") ? form.and("ErrorCode", "30003") : form;
    callbacks
        .send(callback.toString(), "POST", all, Set.of())
        .onComplete(answer -> webhooks.add(new Webhook(
            "message",
            callback.toString(),
            all,
            answer.succeeded() ? answer.result().status() : 0,
            "")));
  }

  public Rooms rooms() {
    return rooms;
  }

  /** Who is reached where: by E.164. */
  public Map<String, Human> humans() {
    return humans;
  }

  /** Who takes calls to SIP addresses. */
  public void sipPeer(SipPeer peer) {
    sip = peer;
  }

  /** Which calls were connected with each other by a Dial, in order: parent and child. */
  public List<List<String>> bridges() {
    return bridges;
  }

  void bridged(Leg parent, Leg child) {
    bridges.add(List.of(parent.sid(), child.sid()));
  }

  Person personAt(String address) {
    if (address.startsWith("sip:") || address.startsWith("sips:")) {
      return new SipPerson(sip);
    }
    return new HumanPerson(humans.getOrDefault(address, Human.of(Human.Manner.FAILED)));
  }

  /** Runs an action on the carrier's event loop, after what runs now. */
  void onLoop(Runnable action) {
    context.runOnContext(turn -> action.run());
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
      onLoop(action);
    } else {
      vertx.setTimer(ms, timer -> action.run());
    }
  }
}
