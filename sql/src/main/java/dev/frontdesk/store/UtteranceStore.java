package dev.frontdesk.store;

import dev.frontdesk.model.CallId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** What was said. */
public final class UtteranceStore {
  private static final String OF_CALL = """
      SELECT item, place, side, body, state, started_at FROM utterance
      WHERE {own} AND call_id = $2 ORDER BY place, started_at, item
      """;

  private final Scope scope;

  UtteranceStore(Scope scope) {
    this.scope = scope;
  }

  /**
   * One party's unbroken speech.
   *
   * @param item the provider's name for it
   * @param side caller or agent
   * @param state complete, interrupted, partial or failed
   */
  public record Utterance(
      String item, double place, String side, String text, String state, Instant startedAt) {}

  /** In the order of the conversation. */
  public Future<List<Utterance>> ofCall(CallId call) {
    return scope.list(
        "list utterances",
        OF_CALL,
        row -> new Utterance(
            row.getString("item"),
            row.getDouble("place"),
            row.getString("side"),
            row.getString("body"),
            row.getString("state"),
            row.getOffsetDateTime("started_at").toInstant()),
        call.value());
  }
}
