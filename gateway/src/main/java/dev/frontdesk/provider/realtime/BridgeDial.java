package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Judged;
import dev.frontdesk.provider.Outages;
import dev.frontdesk.provider.Outages.Trouble;
import dev.frontdesk.provider.Sideband;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tries of one session: every endpoint in its turn, round after round, for as long as a caller waits in silence. */
final class BridgeDial {
  /** Before each round; of the provider's own library: 500 ms doubling. */
  private static final List<Integer> PAUSES_MS = List.of(0, 500, 1_000, 2_000);

  static final int HANDSHAKE_MS = 5_000;
  private static final long LONGEST_MS = 8_000;
  private static final int TOO_MANY = 429;

  private final Vertx vertx;
  private final WebSocketClient client;
  private final Outages outages;
  private final List<Endpoint> left;
  private final String query;
  private final Bridge bridge;
  private final List<String> troubles = new ArrayList<>();
  private final long begun = System.nanoTime();

  /** @param endpoints those that may be asked, the first one first */
  BridgeDial(
      Vertx vertx,
      WebSocketClient client,
      Outages outages,
      List<Endpoint> endpoints,
      String model,
      Bridge bridge) {
    this.vertx = vertx;
    this.client = client;
    this.outages = outages;
    this.left = new ArrayList<>(endpoints);
    this.query = "/realtime?model=" + URLEncoder.encode(model, StandardCharsets.UTF_8);
    this.bridge = bridge;
  }

  /** Never fails. */
  Future<Sideband> first() {
    return next(0, 0);
  }

  private Future<Sideband> next(int round, int place) {
    if (place < left.size()) {
      return admitted(round, place);
    }
    int following = round + 1;
    if (left.isEmpty()
        || following == PAUSES_MS.size()
        || remaining() <= PAUSES_MS.get(following)) {
      return Future.succeededFuture(new Sideband.Failed(String.join("; ", troubles)));
    }
    return vertx
        .timer(PAUSES_MS.get(following), TimeUnit.MILLISECONDS)
        .compose(fired -> next(following, 0));
  }

  private Future<Sideband> admitted(int round, int place) {
    Endpoint endpoint = left.get(place);
    if (!outages.admits(endpoint.id())) {
      troubles.add(endpoint.id() + ": failed lately");
      left.remove(place);
      return next(round, place);
    }
    var options = new WebSocketConnectOptions()
        .setAbsoluteURI(CallRequests.base(endpoint).replaceFirst("^http", "ws") + query)
        .addHeader("Authorization", "Bearer " + endpoint.apiKey().reveal())
        .setTimeout(Math.min(HANDSHAKE_MS, Math.max(1, remaining())));
    return client
        .connect(options)
        .map(socket -> joined(endpoint, socket))
        .recover(cause -> failed(endpoint, cause, round, place));
  }

  private Sideband joined(Endpoint endpoint, WebSocket socket) {
    bridge.join(socket, came -> {
      if (came) {
        outages.took(endpoint.id());
      } else {
        outages.failed(endpoint.id(), Trouble.SERVER_ERROR);
      }
    });
    if (!bridge.isOneLoop()) {
      throw new IllegalStateException("leg and model on different event loops");
    }
    return new Sideband.Attached(new Judged(bridge, outages, endpoint.id()), troubles);
  }

  private Future<Sideband> failed(Endpoint endpoint, Throwable cause, int round, int place) {
    int status = cause instanceof UpgradeRejectedException rejected ? rejected.getStatus() : 0;
    troubles.add(endpoint.id() + ": " + reason(endpoint, status, cause));
    if (isPassing(status)) {
      outages.failed(endpoint.id(), trouble(status));
      return next(round, place + 1);
    }
    if (status == 401 || status == 403) {
      outages.failed(endpoint.id(), Trouble.UNAUTHORIZED);
    }
    left.remove(place);
    return next(round, place);
  }

  private static boolean isPassing(int status) {
    return status == 0 || status == TOO_MANY || status >= 500;
  }

  private static Trouble trouble(int status) {
    return switch (status) {
      case 0 -> Trouble.UNREACHABLE;
      case TOO_MANY -> Trouble.OVER_LIMIT;
      default -> Trouble.SERVER_ERROR;
    };
  }

  private static String reason(Endpoint endpoint, int status, Throwable cause) {
    String what =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return status != 0 ? "HTTP " + status : ErrorBody.without(what, endpoint);
  }

  private long remaining() {
    return LONGEST_MS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
  }
}
