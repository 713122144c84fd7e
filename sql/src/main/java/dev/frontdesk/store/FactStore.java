package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;

/** What happened in a call, fact by fact. */
public final class FactStore {
  static final String COLUMNS =
      "SELECT call_id, epoch, seq, at, kind, data::text AS data FROM call_fact ";
  private static final String TIMELINE =
      COLUMNS + "WHERE {own} AND call_id = $2 AND kind <> 'event' ORDER BY at, epoch, seq";
  private static final String EVENTS =
      COLUMNS + "WHERE {own} AND call_id = $2 AND kind = 'event' ORDER BY epoch, seq";
  private static final String LATENCIES = COLUMNS + """
      WHERE {own} AND call_id = $2 AND kind IN ('latency.answer', 'latency', 'tool.answered') ORDER BY at, epoch, seq
      """;

  private final Scope scope;

  FactStore(Scope scope) {
    this.scope = scope;
  }

  /** Everything but the call's own events, by time. */
  public Future<List<JournalRow>> timeline(CallId call) {
    return scope.list("list facts", TIMELINE, FactStore::fact, call.value());
  }

  /** The call's own events for replay, in the order in which its owners saw them, byte for byte as they were written. */
  public Future<List<JournalRow>> events(CallId call) {
    return scope.list("list events", EVENTS, FactStore::fact, call.value());
  }

  /** What tells how long something took: {@code latency.answer}, {@code latency} and {@code tool.answered}, by time. */
  public Future<List<JournalRow>> latencies(CallId call) {
    return scope.list("list latencies", LATENCIES, FactStore::fact, call.value());
  }

  static JournalRow fact(Row row) {
    return new JournalRow(
        new CallId(row.getUUID("call_id")),
        row.getInteger("epoch"),
        row.getInteger("seq"),
        row.getOffsetDateTime("at").toInstant(),
        row.getString("kind"),
        row.getString("data"));
  }
}
