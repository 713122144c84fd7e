package dev.frontdesk.media;

import dev.frontdesk.model.CallId;
import dev.frontdesk.provider.Leg;
import dev.frontdesk.provider.Legs;
import dev.frontdesk.twilio.BoundStream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The streams of this node by the carrier's id of their call. Whoever wants the leg of a call and the stream itself may come in any order. */
public final class Streams implements Legs {
  private static final int OVER_KEPT = 10_000;
  private static final long LEAVES_WITHIN_MS = 15_000;
  private static final long MAY_LEAVE_WITHIN_MS = 3_000;

  private final Vertx vertx;
  private final Map<String, StreamLeg> open = new HashMap<>();
  private final Map<String, List<Promise<Optional<Leg>>>> awaited = new HashMap<>();
  private final Map<String, Boolean> over = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > OVER_KEPT;
    }
  };

  /** Until when, in nanoseconds of the monotonic clock. */
  private final Map<String, Long> leaving = new HashMap<>();

  private volatile BiConsumer<CallId, Runnable> arrivals = (call, nobody) -> {};

  public Streams(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Future<Optional<Leg>> of(String providerCall, Duration within) {
    String call = callSid(providerCall);
    Promise<Optional<Leg>> promise = Promise.promise();
    synchronized (this) {
      Leg leg = open.get(call);
      if (leg != null) {
        return Future.succeededFuture(Optional.of(leg));
      }
      awaited.computeIfAbsent(call, first -> new ArrayList<>()).add(promise);
    }
    long timer = vertx.setTimer(
        Math.max(1, within.toMillis()), fired -> promise.tryComplete(Optional.empty()));
    Context asker = vertx.getOrCreateContext();
    Promise<Optional<Leg>> told = Promise.promise();
    promise.future().onSuccess(leg -> {
      vertx.cancelTimer(timer);
      forget(call, promise);
      asker.runOnContext(now -> told.complete(leg)); // it has come on an event loop of its own
    });
    return told.future();
  }

  @Override
  public synchronized boolean isOver(String providerCall) {
    return over.containsKey(callSid(providerCall));
  }

  @Override
  public void leaves(String providerCall) {
    leaves(providerCall, LEAVES_WITHIN_MS);
  }

  @Override
  public void mayLeave(String providerCall) {
    leaves(providerCall, MAY_LEAVE_WITHIN_MS);
  }

  private void leaves(String providerCall, long withinMs) {
    String call = callSid(providerCall);
    synchronized (this) {
      leaving.merge(call, fromNow(withinMs), Math::max);
      over.remove(call); // it may have ended because another was asked for
    }
    vertx.setTimer(withinMs + 1, late -> stays(call));
  }

  private static long fromNow(long ms) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
  }

  @Override
  public void cut(String providerCall) {
    StreamLeg leg;
    synchronized (this) {
      leg = open.get(callSid(providerCall));
    }
    if (leg != null) {
      leg.context().runOnContext(now -> leg.close());
    }
  }

  @Override
  public void abandon(String providerCall) {
    List<Promise<Optional<Leg>>> waiting;
    synchronized (this) {
      waiting = awaited.remove(callSid(providerCall));
    }
    if (waiting != null) {
      waiting.forEach(each -> each.tryComplete(Optional.empty()));
    }
  }

  private synchronized void stays(String call) {
    if (!isLeaving(call)) {
      leaving.remove(call);
    }
  }

  /** Whether the carrier was sent elsewhere with this call. */
  synchronized boolean isLeaving(String call) {
    Long until = leaving.get(call);
    return until != null && until - System.nanoTime() > 0;
  }

  /** @param told of each call whose stream has started here, on the event loop of the stream, and what to run if nobody will attend to it */
  public void onArrival(BiConsumer<CallId, Runnable> told) {
    arrivals = told;
  }

  /** Who visits the desk again within a call has the same CallSid with a number behind a point. */
  private static String callSid(String providerCall) {
    int point = providerCall.indexOf('.');
    return point < 0 ? providerCall : providerCall.substring(0, point);
  }

  /**
   * @param nobody run if nobody will listen to it; on any thread
   * @return the stream that the carrier has replaced by this one; null: there was none
   */
  @Nullable
  StreamLeg arrived(BoundStream bound, StreamLeg leg, Runnable nobody) {
    String call = bound.callSid();
    StreamLeg former;
    List<Promise<Optional<Leg>>> waiting;
    synchronized (this) {
      over.remove(call);
      leaving.computeIfPresent( // it may be one that was dialled before another was asked for
          call, (same, until) -> Math.min(until, fromNow(MAY_LEAVE_WITHIN_MS)));
      former = open.put(call, leg);
      waiting = awaited.remove(call);
    }
    if (waiting != null) {
      waiting.forEach(each -> each.tryComplete(Optional.of(leg)));
    }
    arrivals.accept(bound.call(), nobody);
    return former;
  }

  /** The stream is here and nobody listens yet. */
  void waits(BoundStream bound, Runnable nobody) {
    arrivals.accept(bound.call(), nobody);
  }

  /** @param forGood nothing of this call comes any more */
  synchronized void ended(String call, StreamLeg leg, boolean forGood) {
    if (open.remove(call, leg) && forGood) {
      over.put(call, true);
    }
  }

  private synchronized void forget(String call, Promise<Optional<Leg>> promise) {
    List<Promise<Optional<Leg>>> waiting = awaited.get(call);
    if (waiting != null && waiting.remove(promise) && waiting.isEmpty()) {
      awaited.remove(call);
    }
  }
}
