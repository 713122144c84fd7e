package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.JournalBatch;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Entry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings entries to the Journal of this node and keeps them until it says that they are durable; what was not acknowledged is sent
 * again. What happens within a few milliseconds, in whichever calls, travels as one batch.
 */
final class JournalWriter {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final Duration KEPT_WITHIN = Duration.ofSeconds(10);
  private static final long AGAIN_AFTER_MS = 500;
  private static final long GATHER_MS = 10; // a kill loses at most this, plus one flush

  private final Vertx vertx;
  private final Bus bus;
  private final Address<JournalBatch> journal;
  private final Set<Promise<Void>> underWay = new HashSet<>();
  private List<Entry> open = new ArrayList<>();

  JournalWriter(Vertx vertx, Bus bus, Address<JournalBatch> journal) {
    this.vertx = vertx;
    this.bus = bus;
    this.journal = journal;
  }

  void write(Entry entry) {
    if (open.isEmpty()) {
      vertx.setTimer(GATHER_MS, gathered -> flush());
    }
    open.add(entry);
  }

  /** Done when everything that was written until now is durable. */
  Future<Void> kept() {
    flush();
    return Future.join(underWay.stream().map(Promise::future).toList()).mapEmpty();
  }

  private void flush() {
    if (open.isEmpty()) {
      return;
    }
    List<Entry> batch = open;
    open = new ArrayList<>();
    Promise<Void> kept = Promise.promise();
    underWay.add(kept);
    send(new JournalBatch(batch), kept);
  }

  private void send(JournalBatch batch, Promise<Void> kept) {
    bus.ask(journal, batch, Taken.class, KEPT_WITHIN)
        .onSuccess(taken -> {
          underWay.remove(kept);
          kept.complete();
        })
        .onFailure(cause -> sendAgain(batch, kept, cause));
  }

  private void sendAgain(JournalBatch batch, Promise<Void> kept, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("entries", batch.entries().size())
        .log("journal did not acknowledge, sending again: {}", cause.getMessage());
    vertx.setTimer(AGAIN_AFTER_MS, later -> send(batch, kept));
  }
}
