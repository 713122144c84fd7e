package dev.frontdesk.aftercall;

import dev.frontdesk.model.NodeId;
import dev.frontdesk.provider.Providers.Connection;
import dev.frontdesk.store.AfterCallStore;
import dev.frontdesk.store.AfterCallStore.Job;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums up calls that have ended; several nodes may, each call is leased to one. */
public final class AfterCallVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AfterCallVerticle.class);

  /** How often it looks for ended calls while there is none. */
  public static final Duration EVERY = Duration.ofSeconds(1);

  /** How long after its end a call is taken: what was said last may be written down last. */
  public static final Duration QUIET = Duration.ofSeconds(3);

  /** Longer than both tries of a model take, so that only a lost node's are taken by another. */
  static final Duration LEASE = Duration.ofMinutes(2);

  /** Under way on this node at a time; each holds a transcript. */
  static final int UNDER_WAY = 8;

  private final NodeId node;
  private final AfterCallStore calls;
  private final Summing summing;
  private final Duration every;
  private final Duration quiet;
  private int underWay;
  private boolean taking;
  private boolean stopped;

  /** @param readers whose text model reads a call; empty: nobody's */
  public AfterCallVerticle(
      NodeId node,
      AfterCallStore calls,
      Function<Job, Optional<Connection>> readers,
      Duration every,
      Duration quiet,
      AfterCallCount count) {
    this.node = node;
    this.calls = calls;
    this.summing = new Summing(node, calls, readers, count);
    this.every = every;
    this.quiet = quiet;
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
    return calls.release(node).recover(cause -> {
      LOG.atWarn().log("ended calls come back when their leases end: {}", cause.getMessage());
      return Future.succeededFuture();
    });
  }

  private void take() {
    if (taking || stopped || underWay >= UNDER_WAY) {
      return;
    }
    taking = true;
    calls
        .take(node, LEASE, quiet, UNDER_WAY - underWay)
        .onSuccess(this::sumUp)
        .onFailure(cause -> LOG.atDebug().log("no ended calls taken: {}", cause.getMessage()))
        .onComplete(done -> taking = false);
  }

  private void sumUp(List<Job> taken) {
    if (stopped) {
      giveBack();
      return;
    }
    underWay += taken.size();
    for (Job job : taken) {
      summing.up(job).onFailure(cause -> unsettled(job, cause)).onComplete(done -> {
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
          .log("not summed up yet: {}", cause.getMessage());
    }
  }
}
