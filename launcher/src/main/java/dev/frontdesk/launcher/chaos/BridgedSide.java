package dev.frontdesk.launcher.chaos;

import dev.frontdesk.launcher.terminal.UntilStopped;
import dev.frontdesk.simulator.Simulator;
import dev.frontdesk.simulator.carrier.Carrier;
import dev.frontdesk.simulator.carrier.CarrierOptions;
import dev.frontdesk.simulator.carrier.Human;
import dev.frontdesk.simulator.carrier.Human.Manner;
import dev.frontdesk.simulator.report.CallReport;
import dev.frontdesk.simulator.visit.Visits;
import dev.frontdesk.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The carrier, whose calls pass through the nodes as sound, and the balancer between it and them. */
final class BridgedSide {
  private static final String PUBLIC = "https://voice.example.com";
  private static final String DOOR = PUBLIC + "/twilio/" + Database.PLATFORM_CARRIER;
  private static final Duration STAYS = Duration.ofSeconds(2);

  private final CarrierOptions options;
  private final Carrier carrier;
  private final Visits visits;

  /** As a balancer that is set up for telephony does. */
  private static final long CHECKED_EVERY_MS = 500;

  private static final int OK = 200;

  /** Each counted on its own: a call has as many requests as there may be nodes, and its stream would always meet the same one. */
  private final AtomicInteger requests = new AtomicInteger();

  private final AtomicInteger streams = new AtomicInteger();
  private final Vertx vertx;
  private final HttpClient client;
  private volatile List<ChaosNode> nodes = List.of();

  /**
   * @param host at which nodes reach the carrier's REST API
   * @param pace of ringing: 1 as phones ring
   */
  BridgedSide(
      UntilStopped stops, Vertx vertx, Simulator simulator, String host, double pace, long seed) {
    this.vertx = vertx;
    client = vertx.createHttpClient();
    options = CarrierOptions.defaults()
        .withHost(host)
        .withPace(pace)
        .withSeed(seed)
        .withRoute(this::balanced);
    carrier = Carrier.start(vertx, options).await();
    stops.with(() -> carrier.close().await());
    visits = Visits.between(vertx, simulator, carrier).await();
    carrier.human(ChaosTenant.SALES, Human.of(Manner.ANSWERS).staying(STAYS)).await();
    carrier
        .number(
            ChaosTenant.BRIDGED.e164(),
            number -> number
                .withVoice(URI.create(DOOR + "/voice"), "POST")
                .withFallback(URI.create(DOOR + "/voice"))
                .withStatusCallback(URI.create(DOOR + "/status")))
        .await();
  }

  /** Whether a call came over the carrier, by its id. */
  static boolean isBridged(CallReport call) {
    return call.callId().startsWith("CA");
  }

  Visits visits() {
    return visits;
  }

  /** What a node has to know of it. */
  Map<String, String> environment() {
    return Map.of(
        "PUBLIC_URL", PUBLIC,
        "TWILIO_ACCOUNT_SID", options.accountSid(),
        "TWILIO_AUTH_TOKEN", options.authToken(),
        "TWILIO_BASE_URL", carrier.baseUrl());
  }

  /** From now on these stand behind the balancer. */
  void stand(List<ChaosNode> behind) {
    nodes = behind;
    vertx.setPeriodic(CHECKED_EVERY_MS, look -> nodes.forEach(this::check));
  }

  /** Only what a node says counts: whether it can say anything is known here before any check finds it out. */
  private void check(ChaosNode node) {
    client
        .request(new RequestOptions()
            .setAbsoluteURI(node.health().toString())
            .setMethod(HttpMethod.GET)
            .setTimeout(CHECKED_EVERY_MS))
        .compose(HttpClientRequest::send)
        .onSuccess(answer -> node.told(answer.statusCode() == OK));
  }

  /** The nodes in turn, as far as their health checks are good: what is underway when one goes down still meets it. */
  private URI balanced(URI address) {
    List<ChaosNode> up = nodes.stream().filter(ChaosNode::isUp).toList();
    List<ChaosNode> some = up.isEmpty() ? nodes : up;
    boolean socket = String.valueOf(address.getScheme()).startsWith("ws");
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    int turn = (socket ? streams : requests).getAndIncrement();
    ChaosNode next = some.get(Math.floorMod(turn, some.size()));
    return URI.create((socket ? "ws" : "http") + "://" + next.webhook().getRawAuthority()
        + address.getRawPath() + query);
  }
}
