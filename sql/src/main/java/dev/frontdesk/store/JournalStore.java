package dev.frontdesk.store;

import static java.time.ZoneOffset.UTC;

import dev.frontdesk.model.CallId;
import dev.frontdesk.model.NodeId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

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
   * The events of a running call in the order in which its owners saw them, byte for byte as they were written; none if {@code node}
   * does not own it.
   */
  public Future<List<JournalRow>> events(CallId call, NodeId node) {
    return events(call, node, 0, 0);
  }

  /**
   * The fact of that epoch and sequence, whatever its kind, and the events after it; without the first if it is not written yet, and then
   * what was before it may not be either.
   */
  public Future<List<JournalRow>> events(CallId call, NodeId node, int epoch, int sequence) {
    return door.list(
        "events of a call",
        "SELECT epoch, seq, at, kind, data FROM door.call_events_since($1, $2, $3, $4)",
        Tuple.of(call.value(), node.value(), epoch, sequence),
        row -> new JournalRow(
            call,
            row.getInteger("epoch"),
            row.getInteger("seq"),
            row.getOffsetDateTime("at").toInstant(),
            row.getString("kind"),
            row.getString("data")));
  }
}
