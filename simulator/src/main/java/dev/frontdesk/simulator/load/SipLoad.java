package dev.frontdesk.simulator.load;

import dev.frontdesk.simulator.provider.ProviderServer;
import dev.frontdesk.simulator.provider.WebhookKey;
import dev.frontdesk.simulator.provider.WebhookSender;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Plays an open-loop load against a gateway that uses {@code http://host:port/v1} of the options as its provider. */
public final class SipLoad {
  static final long PROBE_WATCH_MS = 400;

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final double NANOS_PER_SECOND = 1e9;

  private final Vertx vertx;
  private final Context context;
  private final LoadOptions options;
  private final ProviderServer server;
  private final WebhookSender sender;
  private final WebhookKey key;
  private final Frames frames;
  private final String run = Long.toString(System.currentTimeMillis(), 36);
  private Meter running = new Meter();
  private int placed;

  private SipLoad(Vertx vertx, Context context, LoadOptions options, ProviderServer server) {
    this.vertx = vertx;
    this.context = context;
    this.options = options;
    this.server = server;
    sender = new WebhookSender(vertx);
    key = new WebhookKey(options.secret());
    frames = new Frames(options.deltas(), options.tool(), options.toolArguments());
  }

  /** Opens the provider's doors, so that {@link #port()} can be given to the gateway before {@link #run()}. */
  public static Future<SipLoad> open(Vertx vertx, LoadOptions options) {
    Context context = vertx.getOrCreateContext();
    Promise<SipLoad> opened = Promise.promise();
    context.runOnContext(
        now -> ProviderServer.listen(vertx, options.host(), options.port(), options.apiKey())
            .map(server -> new SipLoad(vertx, context, options, server))
            .onComplete(opened));
    return opened.future();
  }

  public int port() {
    return server.port();
  }

  public Future<Void> close() {
    return sender.close().compose(closed -> server.close());
  }

  /**
   * Plays the warm-up and then the measured wave.
   *
   * @param webhook where this load's calls are announced
   * @return the report of the measured wave; completes when its last call is over or given up
   */
  public Future<LoadReport> run(URI webhook) {
    Promise<LoadReport> report = Promise.promise();
    context.runOnContext(now -> {
      Future<Meter> warm = options.warm() == 0
          ? Future.succeededFuture(new Meter())
          : wave(webhook, options.warm(), Duration.ZERO);
      warm.compose(done -> measured(webhook)).onComplete(report);
    });
    return report.future();
  }

  /** As {@link #run(URI)}, to the webhook of the options. */
  public Future<LoadReport> run() {
    return run(options.webhook());
  }

  /** How long the tools of the running wave take that are asked for from now on, for so long. */
  public Future<Percentiles> toolRoundTrip(Duration during) {
    Promise<Percentiles> seen = Promise.promise();
    context.runOnContext(now -> {
      Meter wave = running;
      wave.tool.clear();
      vertx
          .timer(during.toMillis(), TimeUnit.MILLISECONDS)
          .map(over -> wave.tool.percentiles())
          .onComplete(seen);
    });
    return seen.future();
  }

  private Future<LoadReport> measured(URI webhook) {
    Watch watch = new Watch(vertx, options.pid());
    return watch.begin().compose(begun -> {
      long from = System.nanoTime();
      return wave(webhook, options.calls(), options.ramp()).compose(meter -> {
        double seconds = (System.nanoTime() - from) / NANOS_PER_SECOND;
        return watch
            .end()
            .map(gateway -> meter.report(
                options,
                watch.perCall(options.calls()),
                seconds,
                watch.ownCpuMs() / 1000.0 / seconds));
      });
    });
  }

  private Future<Meter> wave(URI webhook, int calls, Duration ramp) {
    var wave = new Wave(webhook, calls, ramp);
    running = wave.meter;
    return wave.begin();
  }

  /** Some calls at their fixed times. */
  private final class Wave {
    private final URI webhook;
    private final int calls;
    private final Duration ramp;
    private final Meter meter = new Meter();
    private final Promise<Meter> over = Promise.promise();
    private final long start = System.nanoTime();
    private int next;
    private int left;

    Wave(URI webhook, int calls, Duration ramp) {
      this.webhook = webhook;
      this.calls = calls;
      this.ramp = ramp;
      left = calls;
    }

    Future<Meter> begin() {
      vertx.setPeriodic(1, timer -> {
        placeDue();
        if (next == calls) {
          vertx.cancelTimer(timer);
        }
      });
      return over.future();
    }

    private void placeDue() {
      long now = System.nanoTime();
      while (next < calls) {
        long due = start + options.dueNanos(next, ramp);
        if (due > now) {
          return;
        }
        next++;
        meter.late.add(now - due);
        place(due);
      }
    }

    private void place(long due) {
      int number = placed++;
      String id = "rtc_load_" + run + "_" + number;
      LoadCall call = new LoadCall(id, due, options, frames, meter, vertx, server, this::finished);
      server.connect(call);
      meter.rings();
      byte[] body = announcement(id, number);
      long timestamp = System.currentTimeMillis() / 1000;
      String webhookId = "wh_" + run + "_" + number;
      sender
          .post(webhook, webhookId, timestamp, key.sign(webhookId, timestamp, body), body)
          .onSuccess(call::acknowledged)
          .onFailure(cause -> call.acknowledged(0));
      vertx.setTimer(options.hold().plus(PATIENCE).toMillis(), timer -> call.giveUp());
    }

    private void finished() {
      if (--left == 0) {
        vertx.setTimer(PROBE_WATCH_MS, timer -> over.complete(meter));
      }
    }
  }

  private byte[] announcement(String id, int number) {
    String caller = options.from() + (1000 + number % 9000);
    return ("{\"object\":\"event\",\"id\":\"evt_" + id
            + "\",\"type\":\"realtime.call.incoming\",\"created_at\":"
            + System.currentTimeMillis() / 1000
            + ",\"data\":{\"call_id\":\"" + id
            + "\",\"sip_headers\":[{\"name\":\"From\",\"value\":\"sip:" + caller
            + "@sip.example.com\"},{\"name\":\"To\",\"value\":\"sip:" + options.to()
            + "@sip.example.com\"},{\"name\":\"Call-ID\",\"value\":\"" + id
            + "@sip.example.com\"}]}}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
