package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes call facts down, in batches; gives an owner the events of its call back. */
public final class JournalStore {
  private final Door door;
  private final Door bulk;

  /** @param bulk for what takes long */
  JournalStore(Door door, Door bulk) {
    this.door = door;
    this.bulk = bulk;
  }

  /**
   * Stores facts and brings them into calls, utterances, attempts and costs, in one transaction. A fact that is there already
   * changes nothing, so a batch may be sent again. Facts are stored whatever their epoch and their order.
   */
  public Future<Void> append(List<JournalRow> facts) {
    if (facts.isEmpty()) {
      return Future.succeededFuture();
    }
    int count = facts.size();
    var calls = new UUID[count];
    var epochs = new Integer[count];
    var sequences = new Integer[count];
    var times = new OffsetDateTime[count];
    var kinds = new String[count];
    var texts = new String[count];
    for (int i = 0; i < count; i++) {
      JournalRow fact = facts.get(i);
      calls[i] = fact.call().value();
      epochs[i] = fact.epoch();
      sequences[i] = fact.seq();
      times[i] = fact.at().atOffset(UTC);
      kinds[i] = fact.kind();
      texts[i] = Json.storable(fact.json());
    }
    return bulk.ask(
            "journal append",
            "SELECT door.journal_append($1, $2, $3, $4, $5, $6)",
            Tuple.of(calls, epochs, sequences, times, kinds, texts))
        .mapEmpty();
  }

  /**
   * What a call is known up to.
   *
   * @param epoch 0: nothing of it is known
   */
  public record Known(CallId call, int epoch, int sequence) {
    public static Known nothingOf(CallId call) {
      return new Known(call, 0, 0);
    }
  }

  /**
   * Of each running call the fact of the known epoch and sequence, whatever its kind, and the events after it, in the order in which its
   * owners saw them, byte for byte as they were written; without the first if it is not written yet, and then what was before it may not
   * be either.
   *
   * @param calls each once; all in one round trip
   * @return without the calls of which nothing is written, that have ended, or that {@code node} does not own
   */
  public Future<Map<CallId, List<JournalRow>>> events(List<Known> calls, NodeId node) {
    return door.list(
            "events of calls",
            "SELECT call, epoch, seq, at, kind, data FROM door.events_since($1, $2, $3, $4)",
            Tuple.of(
                calls.stream().map(known -> known.call().value()).toArray(UUID[]::new),
                calls.stream().map(Known::epoch).toArray(Integer[]::new),
                calls.stream().map(Known::sequence).toArray(Integer[]::new),
                node.value()),
            row -> new JournalRow(
                new CallId(row.getUUID("call")),
                row.getInteger("epoch"),
                row.getInteger("seq"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("kind"),
                row.getString("data")))
        .map(rows -> rows.stream().collect(Collectors.groupingBy(JournalRow::call)));
  }
}
