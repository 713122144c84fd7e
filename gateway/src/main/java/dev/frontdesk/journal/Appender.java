package dev.frontdesk.journal;

import dev.frontdesk.bus.Entry;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One flush at a time, in order. Entries that come in while one is under way share the next. When the database is away, flushes go to
 * the spool; a second later, and every second, the spool is brought over, oldest first, and only when it is empty do flushes go to the
 * database again.
 */
final class Appender {
  private static final Logger LOG = LoggerFactory.getLogger(Appender.class);
  private static final long CATCH_UP_EVERY_MS = 1_000;
  private static final int MOST_AT_ONCE = 1_000;

  private final Vertx vertx;
  private final Rows rows;
  private final Spool spool;
  private final JournalHealth health;
  private List<Entry> gathered = new ArrayList<>();
  private Promise<Void> kept = Promise.promise();
  private Future<Void> underWay = Future.succeededFuture();
  private boolean flushing;
  private int urgent;
  private boolean spooling;
  private boolean catchingUp;
  private boolean closed;

  Appender(Vertx vertx, Rows rows, Spool spool, JournalHealth health) {
    this.vertx = vertx;
    this.rows = rows;
    this.spool = spool;
    this.health = health;
    if (!spool.isEmpty()) {
      spool("entries of a former run are in it");
    }
  }

  boolean isSpooling() {
    return spooling;
  }

  /** Done when the entries are durable: in the database, or in the spool. */
  Future<Void> append(List<Entry> entries) {
    if (entries.stream().anyMatch(Rows::isLate)) {
      return atOnce(entries);
    }
    health.gathered();
    gathered.addAll(entries);
    Future<Void> durable = kept.future();
    flush();
    return durable;
  }

  /** Somebody waited for the database in vain: a caller is not to wait again, behind a flush that hangs there. */
  private Future<Void> atOnce(List<Entry> late) {
    if (!spooling) {
      spool("somebody waited for the database in vain");
    }
    urgent++;
    return toSpool(late).onComplete(kept -> urgent--);
  }

  /** Whatever was gathered is made durable first. */
  Future<Void> close() {
    closed = true;
    return drained().eventually(() -> vertx.executeBlocking(this::closeSpool));
  }

  /** Done when nothing is gathered and no flush is under way; whoever appended has been told what became of it. */
  private Future<Void> drained() {
    flush();
    return flushing ? underWay.transform(flushed -> drained()) : Future.succeededFuture();
  }

  private Void closeSpool() {
    spool.close();
    return null;
  }

  private void flush() {
    if (flushing || gathered.isEmpty()) {
      return;
    }
    flushing = true;
    health.flushing();
    List<Entry> batch = gathered;
    Promise<Void> promise = kept;
    gathered = new ArrayList<>();
    kept = Promise.promise();
    underWay = promise.future();
    // In this order: whoever hears that it is kept finds the next flush begun, or none.
    keep(batch).onComplete(done -> flushed()).onComplete(promise);
  }

  private void flushed() {
    flushing = false;
    health.flushed();
    if (!gathered.isEmpty()) {
      flush();
    }
  }

  private Future<Void> keep(List<Entry> batch) {
    if (spooling) {
      return toSpool(batch);
    }
    return rows.store(batch).onSuccess(done -> health.stored(batch.size())).recover(cause -> {
      if (!(cause instanceof StoreUnavailable)) {
        LOG.atError()
            .addKeyValue("entries", batch.size())
            .setCause(cause)
            .log("the database refused journal entries");
      }
      spool(String.valueOf(cause.getMessage()));
      return toSpool(batch);
    });
  }

  private Future<Void> toSpool(List<Entry> batch) {
    return vertx.executeBlocking(() -> {
      spool.append(batch);
      health.spooled(batch.size(), spool.bytes());
      return null;
    });
  }

  private void spool(String why) {
    spooling = true;
    health.spooling(true);
    LOG.atWarn()
        .log("journal goes to the spool of this node until the database takes it again: {}", why);
    planCatchUp();
  }

  private void planCatchUp() {
    if (!closed) {
      vertx.setTimer(CATCH_UP_EVERY_MS, now -> catchUp());
    }
  }

  private void catchUp() {
    if (catchingUp || closed) {
      return;
    }
    catchingUp = true;
    vertx.executeBlocking(this::oldest).compose(this::bringOver).onComplete(caughtUp -> {
      catchingUp = false;
      if (caughtUp.failed()) {
        planCatchUp();
      } else if (caughtUp.result()) {
        spooling = false;
        health.spooling(false);
        LOG.atInfo().log("journal has caught up; facts go to the database again");
      } else {
        catchUp();
      }
    });
  }

  private Spool.Oldest oldest() {
    var oldest = spool.oldest(MOST_AT_ONCE);
    if (oldest.entries().isEmpty()) {
      spool.taken(oldest); // what is there cannot be read
    }
    return oldest;
  }

  /** True once nothing is left; decided between two flushes, so that nothing slips past. */
  private Future<Boolean> bringOver(Spool.Oldest oldest) {
    if (oldest.entries().isEmpty()) {
      return Future.succeededFuture(!flushing && urgent == 0 && spool.isEmpty());
    }
    return OneByOne.store(rows, oldest.entries())
        .compose(stored -> vertx.executeBlocking(() -> {
          spool.taken(oldest);
          health.stored(oldest.entries().size());
          health.spoolBytes(spool.bytes());
          return false;
        }));
  }
}
