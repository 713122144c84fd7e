package dev.frontdesk.admin.api;

import dev.frontdesk.store.FeedStore;
import dev.frontdesk.store.FeedStore.Moment;
import dev.frontdesk.store.FeedStore.Place;
import dev.frontdesk.store.FeedStore.Told;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One follower of calls. It asks the journal what was written since it last asked, and only as fast as its reader reads: the journal is
 * the buffer, so none is kept here, and no message can be missed.
 */
final class Feed {
  static final Duration LOOK_BACK = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final long ASKED_EVERY_MS = 400;
  private static final int MOST_AT_ONCE = 200;
  private static final Duration KEPT_ALIVE_EVERY = Duration.ofSeconds(15);
  private static final Duration MAY_NOT_READ_FOR = Duration.ofSeconds(5);
  private static final long LAST_WORDS_MS = 10_000;

  private final Vertx vertx;
  private final Journal journal;
  private final Supplier<Future<Boolean>> mayStill;
  private final RoutingContext context;
  private final HttpServerResponse response;
  private final Runnable left;
  private Moment from;
  private @Nullable Moment to;
  private @Nullable Place after;
  private long wroteAt = System.nanoTime();
  private long couldWriteAt = System.nanoTime();
  private boolean asking;
  private boolean over;
  private long timer;

  /** The events of a tenant or an agency. */
  interface Journal {
    <T> Future<T> read(Function<FeedStore, Future<T>> reading);
  }

  /**
   * @param mayStill whether its key is good
   * @param left told once, when it is over
   */
  Feed(
      Vertx vertx,
      Journal journal,
      FeedId since,
      Supplier<Future<Boolean>> mayStill,
      RoutingContext context,
      Runnable left) {
    this.vertx = vertx;
    this.journal = journal;
    this.from = since.from();
    this.to = since.to();
    this.after = since.place();
    this.mayStill = mayStill;
    this.context = context;
    this.response = context.response();
    this.left = left;
  }

  /** @param gap whether something was missed that is not told any more */
  void start(boolean gap) {
    response
        .putHeader("content-type", "text/event-stream")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
    response.exceptionHandler(cause -> gone());
    response.closeHandler(closed -> gone());
    write(": following\nretry: 1000\n\n");
    if (gap) {
      write("event: gap\ndata: {\"longest\":\"%s\"}\n\n".formatted(LOOK_BACK));
    }
    timer = vertx.setPeriodic(ASKED_EVERY_MS, tick -> tick());
    ask();
  }

  private void tick() {
    mayStill.get().onSuccess(may -> {
      if (!may) {
        end("revoked");
      }
    });
    if (over) {
      return;
    }
    long now = System.nanoTime();
    if (!response.writeQueueFull()) {
      couldWriteAt = now;
      ask();
    } else if (now - couldWriteAt > MAY_NOT_READ_FOR.toNanos()) {
      end("too-slow");
    }
    if (!over && now - wroteAt > KEPT_ALIVE_EVERY.toNanos()) {
      write(":\n\n");
    }
  }

  private void ask() {
    if (asking || over) {
      return;
    }
    asking = true;
    journal
        .read(store -> (to == null ? store.now() : Future.succeededFuture(to))
            .compose(until -> store
                .between(from, until, after, Instant.now().minus(LOOK_BACK), MOST_AT_ONCE)
                .onSuccess(found -> told(found, until))))
        .onComplete(asked -> asking = false)
        .onSuccess(found -> askOn(found.size()))
        .onFailure(cause -> LOG.atDebug().setCause(cause).log("feed not read, asking again"));
  }

  private void askOn(int found) {
    if (found == MOST_AT_ONCE && !response.writeQueueFull()) {
      ask();
    }
  }

  private void told(List<Told> found, Moment until) {
    for (Told each : found) {
      tell(each, new FeedId(from, until, each.place()));
    }
    if (found.size() < MOST_AT_ONCE) {
      from = until;
      to = null;
      after = null;
    } else {
      to = until;
      after = found.get(found.size() - 1).place();
    }
  }

  private void tell(Told told, FeedId id) {
    write(
        "id: %s\nevent: %s\ndata: {\"call\":\"%s\",\"tenant\":\"%s\",\"at\":\"%s\",\"data\":%s}\n\n"
            .formatted(
                id.text(),
                told.kind(),
                told.place().call(),
                told.tenant(),
                told.place().at(),
                told.json().replaceAll("[\r\n]", " ")));
  }

  private void write(String text) {
    if (!over) {
      wroteAt = System.nanoTime();
      response.write(text);
    }
  }

  /** The last event says why; a reader that does not take it in time is cut off without. */
  private void end(String reason) {
    if (over) {
      return;
    }
    write("event: end\ndata: {\"reason\":\"%s\"}\n\n".formatted(reason));
    gone();
    var connection = context.request().connection();
    long last = vertx.setTimer(LAST_WORDS_MS, late -> connection.close());
    response.end().onSuccess(taken -> {
      vertx.cancelTimer(last);
      connection.close();
    });
  }

  private void gone() {
    if (!over) {
      over = true;
      vertx.cancelTimer(timer);
      left.run();
    }
  }
}
