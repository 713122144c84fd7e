package dev.frontdesk.simulator.load.media;

import dev.frontdesk.simulator.load.ProcessFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plays the carrier's media streams and the voice model around a bridge, and measures it from outside. */
public final class MediaLoad implements AutoCloseable {
  private static final long APART_NANOS = 7_000_000;
  private static final double NANOS = 1e9;

  private final Pacer pacer = Pacer.start();
  private final MediaMeter meter = new MediaMeter();
  private final MediaModel model = new MediaModel(pacer, meter);
  private final Webhook webhook = new Webhook();
  private long number = System.currentTimeMillis() << 16;

  private MediaLoad() {}

  /**
   * Blocks until it listens.
   *
   * @param port where the voice model listens from now on
   * @throws java.io.UncheckedIOException if somebody else does
   */
  public static MediaLoad open(int port) {
    var load = new MediaLoad();
    var listening = new CompletableFuture<Void>();
    load.pacer.ask(() -> {
      try {
        load.model.listen(port);
        listening.complete(null);
      } catch (RuntimeException e) {
        listening.completeExceptionally(e);
      }
    });
    listening.join();
    return load;
  }

  /** One wave of streams, in which every caller speaks over the receptionist once. Blocks until the last is over. */
  public MediaReport run(MediaLoadOptions options) {
    var before = figures(options.pid());
    long begun = System.nanoTime();
    var wave = new CompletableFuture<CompletableFuture<Void>>();
    pacer.ask(() -> wave.complete(wave(options)));
    wave.join().join();
    return report(options, before, (System.nanoTime() - begun) / NANOS);
  }

  @Override
  public void close() {
    pacer.close();
  }

  /** Each begins at a moment of its own, so that their frames do not come together, as those of strangers do not. */
  private CompletableFuture<Void> wave(MediaLoadOptions options) {
    meter.clear();
    long jitter = MediaCaller.FRAME_NANOS / options.streams();
    model.interruptedAfter(options.lasts().toNanos() / 2);
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    for (int i = 0; i < options.streams(); i++) {
      var caller = new MediaCaller(pacer, options, meter, number++);
      pacer.after(i * (APART_NANOS + jitter), () -> caller.call(webhook));
      calls.add(caller.over());
    }
    return CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new));
  }

  private MediaReport report(MediaLoadOptions options, ProcessFigures before, double seconds) {
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
        meter.late.percentiles(),
        options.pid() == 0
            ? null
            : new MediaReport.Gateway(
                (after.cpuMs() - before.cpuMs()) / callSeconds,
                after.rssBytes() / (double) (1 << 20)));
  }

  private static ProcessFigures figures(long pid) {
    return pid == 0
        ? new ProcessFigures(0, 0)
        : ProcessFigures.of(pid).orElse(new ProcessFigures(0, 0));
  }
}
