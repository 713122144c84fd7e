package dev.frontdesk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.frontdesk.bus.Address;
import dev.frontdesk.bus.BusMessage.JournalBatch;
import dev.frontdesk.bus.BusMessage.Taken;
import dev.frontdesk.bus.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStopIT {
  @Test
  void aFlushThatIsUnderWayIsFinishedAndTheJournalStops(@TempDir Path folder) {
    try (var journal = new TestJournal(folder.resolve("journal.spool"))) {
      journal.wire.cut();
      var fact = new Entry(journal.call, 1, 1, Instant.EPOCH, "noted", "{}");
      var taken = journal.bus.ask(
          Address.JOURNAL.on(TestJournal.NODE),
          new JournalBatch(List.of(fact)),
          Taken.class,
          Duration.ofSeconds(20));
      journal.stop();
      assertEquals(new Taken(), TestGateway.await(taken));
      journal.wire.mend();
      journal.startAgain();
      TestGateway.eventually(
          () -> journal.server.ask("SELECT kind FROM call_fact"), List.of("noted")::equals);
    }
  }
}
