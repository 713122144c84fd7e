package dev.frontdesk.twilio;

import dev.frontdesk.model.Endpoint;
import dev.frontdesk.model.NodeId;
import dev.frontdesk.provider.Providers;
import dev.frontdesk.provider.Transcriber;
import dev.frontdesk.store.AfterCallStore;
import dev.frontdesk.store.Directory;
import dev.frontdesk.store.RecordingStore;
import dev.frontdesk.store.RecordingStore.Job;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches what carriers have recorded; several nodes may, each recording is leased to one. */
public final class RecordingsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingsVerticle.class);

  /** How often it looks for recordings while there is none. */
  public static final Duration EVERY = Duration.ofSeconds(1);

  /** Longer than fetching and transcribing take, so that only a lost node's are taken by another. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  /** Under way on this node at a time; each holds up to 10 MB. */
  private static final int UNDER_WAY = 4;

  private final NodeId node;
  private final RecordingStore recordings;
  private final Fetching fetching;
  private final Duration every;
  private int underWay;
  private boolean taking;
  private boolean stopped;

  /** @param listeners whose model writes down what was said; empty: nobody's */
  public RecordingsVerticle(
      NodeId node,
      RecordingStore recordings,
      AfterCallStore spending,
      Providers providers,
      TwilioRest rest,
      Transcriber transcriber,
      BiFunction<Endpoint, Job, Optional<Endpoint>> listeners,
      Directory directory,
      Duration every) {
    this.node = node;
    this.recordings = recordings;
    this.fetching = new Fetching(
        node, recordings, spending, providers, rest, transcriber, listeners, directory);
    this.every = every;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(every.toMillis(), tick -> take());
    return Future.succeededFuture();
  }

  /** What is under way is given back: another node does it again, and what this one makes of it does not count. */
  @Override
  public Future<?> stop() {
    stopped = true;
    return giveBack();
  }

  private Future<Void> giveBack() {
    return recordings.release(node).recover(cause -> {
      LOG.atWarn().log("recordings come back when their leases end: {}", cause.getMessage());
      return Future.succeededFuture();
    });
  }

  private void take() {
    if (taking || stopped || underWay >= UNDER_WAY) {
      return;
    }
    taking = true;
    recordings
        .take(node, LEASE, UNDER_WAY - underWay)
        .onSuccess(this::fetch)
        .onFailure(cause -> LOG.atDebug().log("no recordings taken: {}", cause.getMessage()))
        .onComplete(done -> taking = false);
  }

  private void fetch(List<Job> taken) {
    if (stopped) {
      giveBack();
      return;
    }
    underWay += taken.size();
    for (Job job : taken) {
      fetching.of(job).onFailure(cause -> unsettled(job, cause)).onComplete(done -> {
        underWay--;
        take();
      });
    }
  }

  /** Its lease ends, and it is done again. */
  private void unsettled(Job job, Throwable cause) {
    if (!stopped) {
      LOG.atWarn()
          .addKeyValue("call", job.call())
          .addKeyValue("tenant", job.tenant())
          .log("voice message not stored yet: {}", cause.getMessage());
    }
  }
}
