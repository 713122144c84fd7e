package dev.frontdesk.journal;

import dev.frontdesk.bus.Entry;
import dev.frontdesk.store.StoreUnavailable;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a batch; if the database refuses it, its halves, and so on, until the one entry that it refuses is found. That one is
 * logged (its key, never its words) and left behind, so that one bad row cannot hold up every call's journal.
 */
final class OneByOne {
  private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

  private OneByOne() {}

  /** Fails only if the database is away. */
  static Future<Void> store(Rows rows, List<Entry> entries) {
    return rows.store(entries).recover(cause -> split(rows, entries, cause));
  }

  private static Future<Void> split(Rows rows, List<Entry> entries, Throwable cause) {
    if (cause instanceof StoreUnavailable) {
      return Future.failedFuture(cause);
    }
    if (entries.size() == 1) {
      Entry refused = entries.get(0);
      LOG.atError()
          .addKeyValue("call", refused.call())
          .addKeyValue("sequence", refused.sequence())
          .addKeyValue("kind", refused.kind())
          .log("the database refuses this journal entry for good: {}", cause.getMessage());
      return Future.succeededFuture();
    }
    int half = entries.size() / 2;
    return store(rows, entries.subList(0, half))
        .compose(done -> store(rows, entries.subList(half, entries.size())));
  }
}
