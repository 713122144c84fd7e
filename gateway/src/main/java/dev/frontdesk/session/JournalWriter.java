package dev.frontdesk.session;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.Bus;
import dev.frontdesk.bus.BusMessage.JournalBatch;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Entry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private void flush() {
    List<Entry> batch = open;
    open = new ArrayList<>();
    send(new JournalBatch(batch));
  }

  private void send(JournalBatch batch) {
    bus.ask(journal, batch, Taken.class, KEPT_WITHIN).onFailure(cause -> sendAgain(batch, cause));
  }

  private void sendAgain(JournalBatch batch, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("entries", batch.entries().size())
        .log("journal did not acknowledge, sending again: {}", cause.getMessage());
    vertx.setTimer(AGAIN_AFTER_MS, later -> send(batch));
  }
}
