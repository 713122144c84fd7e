package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Writes call facts down, in batches. */
public final class JournalStore {
  private final Door door;

  JournalStore(Door door) {
    this.door = door;
  }

  /**
   * Stores facts and brings them into calls, utterances, attempts and costs, in one transaction. A fact that is there already
   * changes nothing, so a batch may be sent again. Facts are stored whatever their epoch and their order.
   */
  public Future<Void> append(List<JournalRow> facts) {
    if (facts.isEmpty()) {
      return Future.succeededFuture();
    }
    return door.ask(
            "journal append",
            "SELECT door.journal_append($1, $2, $3, $4, $5, $6)",
            Tuple.of(
                facts.stream().map(fact -> fact.call().value()).toArray(UUID[]::new),
                facts.stream().map(JournalRow::epoch).toArray(Integer[]::new),
                facts.stream().map(JournalRow::seq).toArray(Integer[]::new),
                facts.stream().map(fact -> fact.at().atOffset(UTC)).toArray(OffsetDateTime[]::new),
                facts.stream().map(JournalRow::kind).toArray(String[]::new),
                facts.stream().map(fact -> Json.storable(fact.json())).toArray(String[]::new)))
        .mapEmpty();
  }
}
