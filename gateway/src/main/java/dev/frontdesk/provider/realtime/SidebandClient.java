package dev.frontdesk.provider.realtime;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.provider.Sideband;
import dev.frontdesk.provider.Sidebands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Dials the sideband of a call (openai.md 3.1, 3.6). */
public final class SidebandClient implements Sidebands {
  /** After accept the session is still being built: 5.1 s in all. */
  private static final List<Integer> ATTACH_MS =
      List.of(0, 100, 200, 400, 800, 800, 800, 1_000, 1_000);

  private static final List<Integer> PROBE_MS = List.of(0, 250, 500, 1_000, 1_000, 1_000, 1_000);
  private static final long HANDSHAKE_MS = 5_000;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409; // another sideband is attached, or seems to be
  private static final int TOO_MANY = 429;
  private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final Vertx vertx;
  private final WebSocketClient client;

  public SidebandClient(Vertx vertx) {
    this.vertx = vertx;
    this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxFrameSize(Wire.LONGEST_FRAME)
        .setMaxMessageSize(Wire.LONGEST_FRAME)
        .setMaxConnections(100_000)
        .setTryUsePerMessageCompression(false)
        .setTcpNoDelay(true)
        .setConnectTimeout((int) HANDSHAKE_MS));
  }

  @Override
  public Future<Sideband> attach(Target target) {
    return dial(target, ATTACH_MS, status -> status == NOT_FOUND || isTransient(status));
  }

  @Override
  public Future<Sideband> probe(Target target) {
    return dial(target, PROBE_MS, status -> status == CONFLICT || isTransient(status));
  }

  @Override
  public Future<Sideband> beside(Target target) {
    return dial(target, PROBE_MS, SidebandClient::isTransient);
  }

  private static boolean isTransient(int status) {
    return status == 0 || status == TOO_MANY || status >= 500;
  }

  private Future<Sideband> dial(Target target, List<Integer> pauses, IntPredicate again) {
    if (!CALL_ID.matcher(target.providerCall()).matches()) {
      return Future.succeededFuture(new Sideband.Failed("not a call id"));
    }
    String base = CallRequests.base(target.endpoint()).replaceFirst("^http", "ws");
    return new Dialling(
            target.endpoint(), base + "/realtime?call_id=" + target.providerCall(), pauses, again)
        .next();
  }

  /** The tries of one attach. */
  private final class Dialling {
    private final Endpoint endpoint;
    private final String url;
    private final List<Integer> pauses;
    private final IntPredicate again;
    private final long deadline;
    private int tries;

    Dialling(Endpoint endpoint, String url, List<Integer> pauses, IntPredicate again) {
      this.endpoint = endpoint;
      this.url = url;
      this.pauses = pauses;
      this.again = again;
      this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HANDSHAKE_MS + 200);
    }

    Future<Sideband> next() {
      int pause = pauses.get(tries++);
      return pause == 0
          ? once()
          : vertx.timer(pause, TimeUnit.MILLISECONDS).compose(fired -> once());
    }

    private Future<Sideband> once() {
      var options = new WebSocketConnectOptions()
          .setAbsoluteURI(url)
          .addHeader("Authorization", "Bearer " + endpoint.apiKey().reveal())
          .setTimeout(left());
      return client.connect(options).<Sideband>map(Sideband.Attached::to).recover(this::failed);
    }

    private Future<Sideband> failed(Throwable cause) {
      int status = cause instanceof UpgradeRejectedException rejected ? rejected.getStatus() : 0;
      if (again.test(status) && tries < pauses.size() && left() > pauses.get(tries)) {
        return next();
      }
      return Future.succeededFuture(
          status == NOT_FOUND ? new Sideband.Gone() : new Sideband.Failed(reason(status, cause)));
    }

    private String reason(int status, Throwable cause) {
      if (status != 0) {
        return "HTTP " + status;
      }
      String what =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      return ErrorBody.without(what, endpoint);
    }

    private long left() {
      return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }
  }
}
