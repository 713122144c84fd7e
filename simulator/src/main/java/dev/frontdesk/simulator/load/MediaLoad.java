package dev.frontdesk.simulator.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plays the carrier's media streams and the voice model around a bridge, and measures it from outside. All on one event loop. */
public final class MediaLoad {
  private static final long APART_MS = 7;
  private static final double NANOS = 1e9;

  private final Vertx vertx;
  private final Context context;
  private final MediaMeter meter = new MediaMeter();
  private final MediaModel model;
  private final HttpClient http;
  private final WebSocketClient sockets;
  private long number = System.currentTimeMillis() << 16;

  private MediaLoad(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.model = new MediaModel(vertx, meter);
    this.http = vertx.createHttpClient();
    this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxConnections(100_000)
        .setTryUsePerMessageCompression(false));
  }

  /** @param port where the voice model listens from now on */
  public static Future<MediaLoad> open(Vertx vertx, int port) {
    Promise<MediaLoad> opened = Promise.promise();
    vertx.runOnContext(go -> {
      var load = new MediaLoad(vertx);
      Future<HttpServer> listening = load.model.listen(port);
      listening.map(load).onComplete(opened);
    });
    return opened.future();
  }

  /** One wave of streams; in its middle every caller speaks over the receptionist. */
  public Future<MediaReport> run(MediaLoadOptions options) {
    Promise<MediaReport> report = Promise.promise();
    context.runOnContext(go -> wave(options).onComplete(report));
    return report.future();
  }

  private Future<MediaReport> wave(MediaLoadOptions options) {
    meter.clear();
    var before = figures(options.pid());
    long cpu = cpuNanos();
    long begun = System.nanoTime();
    vertx.setTimer(Math.max(1, options.lasts().toMillis() / 2), middle -> model.interruptAll());
    List<Future<Void>> calls = new ArrayList<>();
    for (int i = 0; i < options.streams(); i++) {
      long mine = number++;
      calls.add(vertx
          .timer(1 + i * APART_MS, TimeUnit.MILLISECONDS)
          .compose(due -> new MediaCaller(vertx, options, meter, mine).call(http, sockets)));
    }
    return Future.all(calls).map(over -> {
      double seconds = (System.nanoTime() - begun) / NANOS;
      return report(options, before, seconds, (cpuNanos() - cpu) / NANOS / seconds);
    });
  }

  private MediaReport report(
      MediaLoadOptions options, ProcessFigures before, double seconds, double share) {
    ProcessFigures after = figures(options.pid());
    double callSeconds = options.streams() * options.lasts().toMillis() / 1_000.0;
    return new MediaReport(
        options.streams(),
        seconds,
        new MediaReport.Counts(
            meter.streams,
            meter.refused,
            meter.framesUp,
            meter.gotUp,
            meter.framesDown,
            meter.gotDown,
            meter.marks,
            meter.clears,
            meter.truncates),
        meter.up.percentiles(),
        meter.down.percentiles(),
        options.pid() == 0
            ? null
            : new MediaReport.Gateway(
                (after.cpuMs() - before.cpuMs()) / callSeconds,
                after.rssBytes() / (double) (1 << 20)),
        share);
  }

  /** A handful of small files, read between waves. */
  private static ProcessFigures figures(long pid) {
    return pid == 0
        ? new ProcessFigures(0, 0)
        : ProcessFigures.of(pid).orElse(new ProcessFigures(0, 0));
  }

  private static long cpuNanos() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .orElse(Duration.ZERO)
        .toNanos();
  }
}
