package dev.frontdesk.admin.api;

import dev.frontdesk.admin.api.Fault.Kind;
import dev.frontdesk.admin.api.Feed.Journal;
import dev.frontdesk.store.Database;
import dev.frontdesk.store.FeedStore;
import dev.frontdesk.store.FeedStore.Moment;
import dev.frontdesk.store.StoreRefused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tenants/{tenant}/events} and {@code /v1/agencies/{agency}/events}: what happens in calls, while it happens. */
final class FeedRoutes {
  private static final int MOST_FOLLOWERS = 500; // of one node

  private final Vertx vertx;
  private final Database database;
  private final Gate gate;
  private final AtomicInteger followers = new AtomicInteger();

  FeedRoutes(Vertx vertx, Database database, Gate gate) {
    this.vertx = vertx;
    this.database = database;
    this.gate = gate;
  }

  void bind(Operations operations) {
    operations.on(
        "followTenant",
        request -> follow(request, new Journal() {
          @Override
          public <T> Future<T> read(Function<FeedStore, Future<T>> reading) {
            return database.inTenant(request.tenant(), stores -> reading.apply(stores.feed()));
          }
        }));
    operations.on(
        "followAgency",
        request -> follow(request, new Journal() {
          @Override
          public <T> Future<T> read(Function<FeedStore, Future<T>> reading) {
            return database.inAgency(request.agency(), stores -> reading.apply(stores.feed()));
          }
        }));
  }

  /** How many follow calls here now. */
  int followers() {
    return followers.get();
  }

  private Future<Answer> follow(Request request, Journal journal) {
    if (followers.get() >= MOST_FOLLOWERS) {
      return Future.failedFuture(
          new Fault(Kind.LIMIT, "too many follow already; try another node"));
    }
    String given = request.lastEventId();
    FeedId last = given == null || given.isEmpty() ? null : FeedId.parse(given);
    return journal
        .read(FeedStore::now)
        .compose(now -> known(journal, last).map(known -> {
          boolean gap = last != null && (!known || isTooOld(last));
          var since = last == null ? new FeedId(now, null, null) : known ? last : longAgo();
          return Answer.stream(context -> {
            followers.incrementAndGet();
            new Feed(
                    vertx,
                    journal,
                    since,
                    () -> gate.stillGood(context),
                    context,
                    followers::decrementAndGet)
                .start(gap);
          });
        }));
  }

  private static Future<Boolean> known(Journal journal, @Nullable FeedId last) {
    Moment to = last == null ? null : last.to();
    if (last == null || to == null) {
      return Future.succeededFuture(true);
    }
    return journal
        .read(store -> store.knows(last.from()).compose(known -> store.knows(to)))
        .recover(cause -> Future.failedFuture(
            cause instanceof StoreRefused
                ? Fault.invalid("Last-Event-ID", "must be the id of an event")
                : cause));
  }

  /** Before everything. */
  private static FeedId longAgo() {
    return new FeedId(new Moment(Instant.EPOCH, "1:1:"), null, null);
  }

  private static boolean isTooOld(FeedId last) {
    Moment to = last.to();
    return to != null && to.at().isBefore(Instant.now().minus(Feed.LOOK_BACK));
  }
}
